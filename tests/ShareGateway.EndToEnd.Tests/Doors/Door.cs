using ShareGateway.Records;

namespace ShareGateway.EndToEnd.Tests.Doors;

/// <summary>One way in: what an upstream serves, and the form that a partner asks for.</summary>
/// <param name="Source">See <see cref="All"/>.</param>
/// <param name="Format">The form asked for.</param>
public sealed record Door(string Source, RecordFormat Format)
{
    /// <summary>What upstreams may serve: pages of JSON, one JSON document, lines, a table.</summary>
    public static readonly string[] Sources = ["pages", "document", "lines", "table"];

    /// <summary>Every source in every form.</summary>
    public static TheoryData<string, RecordFormat> All
    {
        get
        {
            var doors = new TheoryData<string, RecordFormat>();
            foreach (var source in Sources)
            {
                doors.Add(source, RecordFormat.Json);
                doors.Add(source, RecordFormat.Ndjson);
                doors.Add(source, RecordFormat.Csv);
            }

            return doors;
        }
    }

    public string Dataset => $"visits-{Source}";

    public string Path => $"/v1/datasets/{Dataset}";

    public string UpstreamPath => $"/doors/{Source}";

    public bool IsJsonUpstream => Source is "pages" or "document" or "lines";

    public bool IsPaged => Format == RecordFormat.Json;

    public string Accept => Format switch
    {
        RecordFormat.Json => "application/json",
        RecordFormat.Ndjson => "application/x-ndjson",
        _ => "text/csv",
    };
}
