using System.Globalization;
using System.Text;

namespace ShareGateway.EndToEnd.Tests.Doors;

/// <summary>An upstream's record, in whichever form the upstream serves. Whatever must not leave carries the canary.</summary>
/// <param name="Account">Whose it is.</param>
internal sealed record Visit(long Account)
{
    public const string Canary = "zqcanaryzq";

    /// <summary>A second person; none when null.</summary>
    public long? Companion { get; init; }

    /// <summary>Delivered as it is.</summary>
    public string Page { get; init; } = "/";

    public string Country { get; init; } = "FR";

    /// <summary>Stands in withheld fields, after the canary.</summary>
    public string Mark { get; init; } = "";

    public static string Header => "visit_id,account_id,companion_id,ip,user_agent,page,duration_seconds,country,score,_etag";

    public string Json => $$"""
        {"visit_id":"{{Canary}}","account_id":{{Number(Account)}},"companion_id":{{(Companion is { } other ? Number(other) : "null")}},"ip":"{{Canary}}{{Mark}}","user_agent":"{{Canary}}",
        "page":"{{Page}}","duration_seconds":42,"country":"{{Country}}","score":{"deep":[{"er":"{{Canary}}{{Mark}}"}]},"_etag":"{{Canary}}"}
        """.ReplaceLineEndings("");

    public string Row => $"{Canary},{Number(Account)},{(Companion is { } other ? Number(other) : "")},{Canary}{Mark},{Canary},{Page},42,{Country},{Canary}{Mark},{Canary}";

    /// <summary>A whole upstream body.</summary>
    /// <param name="door">Whose upstream it is.</param>
    /// <param name="records">Records, or rows without the header.</param>
    public static string Body(Door door, IEnumerable<string> records) => door.Source switch
    {
        "pages" => $"{{\"total\":{records.Count()},\"{Canary}\":1,\"data\":[{string.Join(',', records)}],\"next\":\"{Canary}\"}}",
        "document" => $"[{string.Join(',', records)}]",
        "lines" => string.Concat(records.Select(record => record + "\n")),
        _ => string.Concat(records.Prepend(Header).Select(row => row + "\r\n")),
    };

    public string In(Door door) => door.IsJsonUpstream ? Json : Row;

    public static string MediaType(Door door) => door.Source switch
    {
        "lines" => "application/x-ndjson",
        "table" => "text/csv",
        _ => "application/json",
    };

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
