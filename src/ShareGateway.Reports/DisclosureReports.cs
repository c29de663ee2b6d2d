using ShareGateway.Reports.Persons;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Rendering;

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
    /// <param name="withProofs">Puts inclusion proofs into the JSON form; reads the whole log.</param>
    public static Report Person(ReportSource source, PersonQuestion question, bool withProofs = true) =>
        Make(source, withPeople: false, ground => PersonReport.Of(question, ground, withProofs));

    private static Report Make(ReportSource source, bool withPeople, Func<ReportGround, Report> make)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var reader = RegisterReader.Open(source.Log, source.Register, source.Checkpoint, withPeople);
        return make(new ReportGround(reader, source.Policies, new ReportWords(source.Language), source.Period));
    }
}
