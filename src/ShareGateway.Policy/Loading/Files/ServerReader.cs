using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Records;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>
/// Reads the <c>servers</c> of a contract. A server names a cluster of the host's configuration and a path on it, so that no edit of a policy
/// can aim the gateway at another host.
/// </summary>
internal static partial class ServerReader
{
    public const string LocationForm = "(/[A-Za-z0-9._~-]+)+";

    public static readonly string[] Described = ["description", "environment", "roles", "id"];

    private static readonly string[] Codings = ["gzip", "br", "deflate"];

    public static ImmutableArray<ContractServer> Read(MapReader contract)
    {
        var servers = ImmutableArray.CreateBuilder<ContractServer>();
        var maps = contract.RequiredMaps("servers");
        foreach (var map in maps)
        {
            if (ReadServer(map) is not { } server)
            {
                continue;
            }

            if (servers.Any(other => other.Format == server.Format))
            {
                string text = $"a second server gives {server.Format.ToString().ToLowerInvariant()}";
                contract.Findings.Add(FindingCodes.WrongServer, map.At, text, "name one server for each format");
            }

            servers.Add(server);
        }

        return servers.Count == maps.Length ? servers.ToImmutable() : []; // some wrong: what the rest can serve means nothing
    }

    private static ContractServer? ReadServer(MapReader map)
    {
        var cluster = map.Required("server", Values.Id);
        map.Required("type", Values.OneOf("api"));
        var location = map.Required("location", Location);
        map.PassOver(Described);
        var properties = CustomProperties.Read(map);
        if (properties is null)
        {
            map.Findings.Add(FindingCodes.MissingKey, map.At, "custom property `format` is missing", "expected `json`, `ndjson` or `csv`");
        }

        var format = properties?.Required("format", Values.OneOf("json", "ndjson", "csv"));
        bool isJson = format?.Value == "json";
        var recordsAt = isJson ? properties!.Required("recordsAt", Pointer) : null;
        var paging = isJson ? ReadPaging(properties!) : null;
        var encoding = properties?.Optional("contentEncoding", Values.OneOf(Codings));
        if (format is not null)
        {
            properties!.Done();
        }

        map.Done();
        return cluster is null || location is null || format is null
            ? null
            : new ContractServer
            {
                Cluster = cluster.Value,
                Location = location.Value,
                Format = FormatOf(format.Value),
                RecordsAt = recordsAt?.Value ?? "",
                Paging = paging,
                Encoding = encoding?.Value ?? "",
            };
    }

    // All three or none: half a paging would ask for the same page for ever.
    private static ContractPaging? ReadPaging(MapReader properties)
    {
        string[] keys = ["pageParameter", "sizeParameter", "pageSize"];
        if (!keys.Any(key => properties.PlaceOf(key) is not null))
        {
            properties.PassOver(keys);
            return null;
        }

        var page = properties.Required(keys[0], QueryName);
        var size = properties.Required(keys[1], QueryName);
        var records = properties.Required(keys[2], Values.Number(1, 10_000));
        return page is null || size is null || records is null ? null : new ContractPaging(page.Value, size.Value, (int)records.Value);
    }

    private static RecordFormat FormatOf(string text) => text switch
    {
        "json" => RecordFormat.Json,
        "ndjson" => RecordFormat.Ndjson,
        _ => RecordFormat.Csv,
    };

    public static Reading<string> Location(string text) =>
        LocationPattern().IsMatch(text) && !text.Split('/').Any(segment => segment is "." or "..")
            ? text
            : new Problem(
                FindingCodes.WrongServer,
                $"location `{text}` is not a path",
                "expected a path on the cluster: `/`, letters, digits and . _ ~ - only; no host, no `..`, no query");

    public static Reading<string> Pointer(string text) =>
        PointerPattern().IsMatch(text)
            ? text
            : Values.Wrong(text, "expected the place of the records, such as `/data/items` (RFC 6901), or `\"\"` for the whole document");

    private static Reading<string> QueryName(string text) =>
        QueryNamePattern().IsMatch(text) ? text : Values.Wrong(text, "expected the name of a query parameter");

    [GeneratedRegex(@"\A" + LocationForm + @"\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LocationPattern();

    [GeneratedRegex(@"\A(/([^~/\p{Cc}]|~0|~1)*){0,16}\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PointerPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex QueryNamePattern();
}
