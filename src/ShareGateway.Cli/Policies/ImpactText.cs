using System.Globalization;
using ShareGateway.Reports.Impact;

namespace ShareGateway.Cli.Policies;

/// <summary>An impact for people: what would be refused first, then what would leave in another form, then what would newly pass.</summary>
internal static class ImpactText
{
    public static void Write(TextWriter output, PolicyImpact impact, DateTimeOffset since)
    {
        foreach (var share in impact.Shares.Where(share => share.RefusedNow.Length > 0))
        {
            output.WriteLine($"refused  {Who(share)}: {share.RefusedNow}; {Counts(share)}");
        }

        foreach (var share in impact.Shares.Where(share => !share.Fields.IsEmpty))
        {
            output.WriteLine($"changed  {Who(share)}: {Counts(share)}");
            foreach (var field in share.Fields)
            {
                output.WriteLine($"         `{field.Field}`: {Form(field.Before)} -> {Form(field.After)}");
            }
        }

        foreach (var refusal in impact.Refusals.Where(refusal => refusal.RefusedNow.Length == 0))
        {
            output.WriteLine($"passes   {refusal.Recipient}, {refusal.Dataset}, {refusal.Purpose} (was {refusal.RefusedBefore}): {Number(refusal.Requests, "request")}");
        }

        var same = impact.Shares.Where(share => share.RefusedNow.Length == 0 && share.Fields.IsEmpty);
        var still = impact.Refusals.Where(refusal => refusal.RefusedNow.Length > 0);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"since {since:yyyy-MM-dd}: {Number(impact.Shares.Sum(share => share.Requests), "request")} got data, {same.Sum(share => share.Requests)} would get the same; {Number(impact.Refusals.Sum(refusal => refusal.Requests), "refusal")} replayed, {still.Sum(refusal => refusal.Requests)} would stay"));
        if (impact.CannotBeReplayed > 0)
        {
            output.WriteLine($"{Number(impact.CannotBeReplayed, "refusal")} cannot be replayed: the log does not hold words that no policy knew");
        }

        if (impact.OtherRefusals > 0)
        {
            output.WriteLine($"{Number(impact.OtherRefusals, "refusal")} had other reasons than the policies");
        }
    }

    private static string Who(ShareImpact share) => $"{share.Agreement} ({share.Recipient}, {share.Dataset}, {share.Purpose})";

    private static string Counts(ShareImpact share) =>
        $"{Number(share.Requests, "request")}, {Number(share.Records, "record")}, {(share.IsAtLeast ? "at least " : "")}{share.People.ToString(CultureInfo.InvariantCulture)} {(share.People == 1 ? "person" : "people")}";

    private static string Form(string form) => form.Length > 0 ? form : "nothing";

    private static string Number(long number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
