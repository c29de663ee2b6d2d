using System.Globalization;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Sentences;

/// <summary>British English.</summary>
internal sealed class EnglishWording : Wording
{
    public override string Semicolon => "; ";

    protected override string Code => "en";

    protected override string And => " and ";

    protected override string Or => " or ";

    protected override (string One, string Many) DayWords => ("day", "days");

    protected override (string One, string Many) HourWords => ("hour", "hours");

    protected override (string One, string Many) MinuteWords => ("minute", "minutes");

    protected override (string One, string Many) SecondWords => ("second", "seconds");

    public override string Gives(SharePlan plan) =>
        $"Under agreement {plan.AgreementId}, version {Number(plan.AgreementVersion)}, {Controller(plan.Contract)} gives {plan.Recipient.LegalName} "
        + $"({Label(plan.Recipient.Role)}; seat: {Label(plan.Recipient.Country)}; processing: {Countries(plan.Recipient)}), "
        + $"from {Day(plan.ValidFrom)} to {Day(plan.ValidUntil)} inclusive, for the sole purpose {Quoted(Label(plan.Purpose))} ({plan.Purpose}), "
        + $"on the basis of {Law(plan.LegalBasis)}, only the following fields of the dataset {plan.Contract.Dataset} ({Quoted(plan.Contract.Name)}): "
        + Fields(plan);

    public override string Rows(SharePlan plan) => plan.Rows.IsEmpty ? "" :
        "only records leave in which " + string.Join(And, plan.Rows.Select(row => $"{row.Path} is {Values(row)}"));

    public override string Consent(SharePlan plan) => plan.Consent is { } consent
        ? $"a record leaves only if every person in it has consented to exactly this purpose, {Age(consent.MaxAge)} ago at most"
            + (consent.MustNameRecipient ? $" and in a consent that names {plan.Recipient.LegalName}" : "")
            + $", according to a state of consents that is {Length(consent.MaxStaleness)} old at most"
        : "the consent of the persons concerned is not needed";

    public override string Counts(SharePlan plan) =>
        $"at most {Unit(plan.RowsPerDay, ("record leaves", "records leave"))} in one day (UTC), and {plan.Recipient.LegalName} "
        + (plan.CountsHidden || plan.MinimumGroup is not { } group
            ? "learns no other count of persons or records"
            : $"learns no count about fewer than {Unit(group, ("person", "persons"))}");

    public override string Transfer(SharePlan plan) => (plan.TransferDays, plan.TransferTool) switch
    {
        ({ IsDefaultOrEmpty: true }, _) => "until a transfer tool covers all of these countries, nothing leaves",
        (_, "") => "the data stay in countries for which no transfer tool is needed",
        _ => $"the transfer to countries outside the free area rests on {Law(plan.TransferTool)}{During(plan)}",
    };

    public override string AfterDelivery(SharePlan plan) =>
        $"{plan.Recipient.LegalName} keeps the data for {Length(plan.AfterDelivery.KeepFor)} at most, then {Ends(plan.AfterDelivery.Then)} them, "
        + $"and acts on a person's withdrawal within {Length(plan.AfterDelivery.ActOnWithdrawalWithin)}";

    public override string Reidentification(SharePlan plan) => !HasPseudonyms(plan) ? ""
        : plan.Reidentification == Policy.Reidentification.TwoPeople
            ? "a pseudonym is attributed to its person again only if two people of the controller agree to it"
            : "no pseudonym may be attributed to its person again";

    public override string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public override string Number(long number) => Grouped(number, ",");

    public override string Quoted(string text) => $"“{text}”";

    public override string Label(string term)
    {
        string label = TermLabels.Of(term, Language.English);
        return IsPlace(term) ? label : string.Join(' ', WithoutArticle(label).Split(' ').Select(Lowered));
    }

    public override string Law(string term) => GdprArticle.Of(term) is { } article
        ? $"Article {article.Article}({article.Paragraph}){(article.Point.Length > 0 ? $"({article.Point})" : "")} GDPR ({Label(term)})"
        : $"the GDPR ({Label(term)})";

    protected override string Months(int months) => Unit(months, ("month", "months"));

    protected override string MonthsOfThirtyDays(int months) => Months(months) + " of 30 days";

    private static string Controller(Contract contract) => contract.Controller.Length > 0 ? "the controller " + contract.Controller : "the group";

    private static string Ends(string then) => then == "return" ? "returns" : "erases";

    private string Fields(SharePlan plan) => Leaving(plan) is { IsEmpty: false } fields
        ? Numbered(fields.Select(field => $"{field.Path} ({Label(field.DataCategory)}), {Form(field.Transform)}"), "(", ", ")
        : "none";

    private string During(SharePlan plan) => plan.TransferDays.Contains(DayRange.Always) ? "" :
        ", " + string.Join(And, plan.TransferDays.Select(days =>
            days.Until == DateOnly.MaxValue ? $"from {Day(days.From)} on" : $"from {Day(days.From)} to {Day(days.Until)} inclusive"));

    // The vocabulary writes its articles into the labels of legal bases, in two ways: `Art.6(1-a) consent`, `Art 6(1-b) contract`.
    private static string WithoutArticle(string label) =>
        label.StartsWith("Art", StringComparison.Ordinal) && label.IndexOf(") ", StringComparison.Ordinal) is > 0 and var end ? label[(end + 2)..] : label;

    // The vocabulary writes its labels as titles. GPS, IP and DNA stay.
    private static string Lowered(string word) =>
        word.Length > 0 && word.Skip(1).Any(char.IsUpper) ? word : word.ToLowerInvariant();
}
