using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ShareGateway.Demo.Upstream;

/// <summary>Streams records to the caller: a few dozen are made, written and flushed before the next are made.</summary>
/// <param name="response">Not begun yet.</param>
/// <param name="records">What to write.</param>
internal sealed class RetailerAnswer(HttpResponse response, RetailerRecords records)
{
    private const int FlushEvery = 64;

    // Some systems write é as it is, some write \u00e9. Here the loyalty system does the latter.
    private readonly JsonWriterOptions _json = new()
    {
        Encoder = records.Dataset == RetailerDataset.Purchases ? JavaScriptEncoder.Default : JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>One page, in the dataset's own envelope.</summary>
    public async Task PageAsync(RetailerPage page)
    {
        response.ContentType = "application/json; charset=utf-8";
        var cancelled = response.HttpContext.RequestAborted;
        await using var json = new Utf8JsonWriter(response.BodyWriter, _json);
        Open(json, page);
        for (int record = page.First; record < page.End; record++)
        {
            records.Write(json, record);
            if ((record + 1) % FlushEvery == 0)
            {
                await json.FlushAsync(cancelled);
                await response.BodyWriter.FlushAsync(cancelled);
            }
        }

        Close(json);
        await json.FlushAsync(cancelled);
        await response.BodyWriter.FlushAsync(cancelled);
    }

    /// <summary>All records, one JSON text a line.</summary>
    public async Task LinesAsync(int count)
    {
        response.ContentType = "application/x-ndjson";
        var output = response.BodyWriter;
        await using var json = new Utf8JsonWriter(output, _json);
        await EachAsync(count, record =>
        {
            records.Write(json, record);
            json.Flush();
            json.Reset();
            output.Write("\n"u8);
        });
    }

    /// <summary>All records as CSV, a line of names first.</summary>
    public async Task CsvAsync(int count)
    {
        response.ContentType = "text/csv; charset=utf-8; header=present";
        var line = new CsvLine(response.BodyWriter);
        foreach (string column in records.Columns)
        {
            line.Add(column);
        }

        line.End();
        await EachAsync(count, record =>
        {
            records.Write(line, record);
            line.End();
        });
    }

    private async Task EachAsync(int count, Action<int> write)
    {
        var cancelled = response.HttpContext.RequestAborted;
        for (int record = 0; record < count; record++)
        {
            write(record);
            if ((record + 1) % FlushEvery == 0)
            {
                var flushed = await response.BodyWriter.FlushAsync(cancelled);
                if (flushed.IsCompleted || cancelled.IsCancellationRequested)
                {
                    return; // nobody reads any more
                }
            }
        }

        await response.BodyWriter.FlushAsync(cancelled);
    }

    private void Open(Utf8JsonWriter json, RetailerPage page)
    {
        if (records.Dataset == RetailerDataset.Visits)
        {
            json.WriteStartArray();
            return;
        }

        bool customers = records.Dataset == RetailerDataset.Customers;
        json.WriteStartObject();
        json.WriteStartObject(customers ? "data" : "result");
        json.WriteNumber("page", page.Number);
        json.WriteNumber("size", page.Size);
        json.WriteNumber("total", page.Total);
        json.WriteStartArray(customers ? "items" : "purchases");
    }

    private void Close(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        if (records.Dataset != RetailerDataset.Visits)
        {
            json.WriteEndObject();
            json.WriteString("generatedBy", records.Dataset == RetailerDataset.Customers ? "crm-7" : "loyalty-3");
            json.WriteEndObject();
        }
    }
}
