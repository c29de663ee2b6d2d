using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Json;

/// <summary>
/// Finds whose record it is before the record is rewritten, for programs whose transforms ask: the id may stand behind the fields. Costs a
/// second reading of each record; other programs have none.
/// </summary>
internal sealed class JsonLead
{
    private const int NothingBytes = 16; // no field is delivered

    private readonly RecordPass _pass;
    private readonly JsonRecordReader _records;

    /// <param name="lead">Whose id is looked for.</param>
    /// <param name="maxDepth">As for the rewriting.</param>
    public JsonLead(SubjectField lead, int maxDepth)
    {
        var sink = new JsonSink(new OutputBuffer(NothingBytes), RecordFormat.Ndjson);
        _pass = new RecordPass(RecordProgram.Build([], [lead], []), sink);
        _records = new JsonRecordReader(_pass, maxDepth);
    }

    /// <summary>Tells a pass whose record it is; says nothing when the record has a fault, which the rewriting then meets too.</summary>
    /// <param name="json">An object at its head.</param>
    /// <param name="pass">Has begun the record.</param>
    public void Find(ReadOnlySpan<byte> json, RecordPass pass)
    {
        _pass.Begin();
        if (_records.TryRead(json) >= 0 && _pass.People.Current is { Count: > 0 } people)
        {
            pass.SetLead(people.Id(0));
        }

        _pass.Sink.Rollback(); // a record that is only looked through is not judged
    }
}
