using ShareGateway.Consent;
using ShareGateway.Reports.Breaches;
using ShareGateway.Reports.Consents;
using ShareGateway.Reports.Notices;
using ShareGateway.Reports.Overviews;
using ShareGateway.Reports.Partners;
using ShareGateway.Reports.Persons;
using ShareGateway.Reports.Processing;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Rendering;
using ShareGateway.Reports.Transfers;

namespace ShareGateway.Reports;

/// <summary>
/// The reports of a data protection officer. Equal sources give equal reports: nothing in them depends on the moment at which they are made.
/// </summary>
/// <remarks>Each throws <see cref="InvalidDataException"/> when log or register is damaged, and <see cref="IOException"/> when one cannot be read.</remarks>
public static class DisclosureReports
{
    /// <summary>Who received one person's data (Art. 15(1)(c)), with a letter.</summary>
    /// <param name="source">What to read.</param>
    /// <param name="question">Whom it is about.</param>
    /// <param name="withProofs">Puts inclusion proofs into the JSON form; they come from the log's tiles.</param>
    public static Report Person(ReportSource source, PersonQuestion question, bool withProofs = true) =>
        Make(source, withPeople: false, ground => PersonReport.Of(question, ground, withProofs));

    /// <summary>Whom to tell after a rectification, an erasure or a restriction, and who has been told (Art. 19).</summary>
    /// <param name="source">What to read.</param>
    /// <param name="question">Whom it is about.</param>
    /// <param name="notices">What has been marked so far.</param>
    /// <param name="right">What the person asked for.</param>
    public static Report RecipientsToNotify(ReportSource source, PersonQuestion question, NoticeCase notices, NoticeRight right) =>
        Make(source, withPeople: false, ground => NoticeReport.Of(question, notices, right, ground));

    /// <summary>The records of processing activities, declared against observed (Art. 30).</summary>
    /// <param name="source">What to read.</param>
    public static Report Register(ReportSource source) => Make(source, withPeople: false, ProcessingReport.Of);

    /// <summary>How far a breach reaches, with a draft for the authority (Art. 33(3)).</summary>
    /// <param name="source">What to read.</param>
    /// <param name="scope">Which disclosures it may concern.</param>
    public static Report Breach(ReportSource source, BreachScope scope) => Make(source, withPeople: true, ground => BreachReport.Of(scope, ground));

    /// <summary>One partner on one page.</summary>
    /// <param name="source">What to read.</param>
    /// <param name="recipient">Its id.</param>
    /// <param name="consentStore">The gateway's consent store, for withdrawals; may not exist.</param>
    public static Report Recipient(ReportSource source, string recipient, string consentStore) => Make(source, withPeople: true, ground =>
    {
        var withdrawals = ConsentTrail.Read(consentStore, ground.Reader.CutOffTime, stored =>
            stored.Event.State is ConsentState.Withdrawn or ConsentState.Revoked && ground.Period.Contains(stored.Event.At) && (stored.Event.Recipient ?? recipient) == recipient);
        return PartnerReport.Of(recipient, withdrawals, ground);
    });

    /// <summary>That a person had consented (Art. 7(1)).</summary>
    /// <param name="source">What to read.</param>
    /// <param name="question">Whom it is about.</param>
    /// <param name="consentKeys">The person's keys in the consent store, 16 bytes each.</param>
    /// <param name="consentStore">The gateway's consent store.</param>
    public static Report ConsentEvidence(ReportSource source, PersonQuestion question, IReadOnlyCollection<byte[]> consentKeys, string consentStore)
    {
        var keys = consentKeys.Select(key => SubjectKey.FromBytes(key)).ToHashSet();
        return Make(source, withPeople: false, ground =>
            ConsentEvidenceReport.Of(question, ConsentTrail.Read(consentStore, ground.Reader.CutOffTime, stored => keys.Contains(stored.Event.Subject)), ground));
    }

    /// <summary>Where data went and on what ground (chapter V).</summary>
    /// <param name="source">What to read.</param>
    public static Report Transfers(ReportSource source) => Make(source, withPeople: false, TransfersReport.Of);

    /// <summary>The period at a glance.</summary>
    /// <param name="source">What to read.</param>
    public static Report Overview(ReportSource source) => Make(source, withPeople: true, OverviewReport.Of);

    private static Report Make(ReportSource source, bool withPeople, Func<ReportGround, Report> make)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var reader = RegisterReader.Open(source.Log, source.Register, source.Checkpoint, withPeople);
        return make(new ReportGround(reader, source.Policies, new ReportWords(source.Language), source.Period));
    }
}
