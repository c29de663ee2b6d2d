using System.Text;
using ShareGateway.Records.Csv;
using ShareGateway.Records.Json;
using ShareGateway.Records.Ndjson;
using ShareGateway.Records.Reading;
using ShareGateway.Records.Rewriting;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

public sealed class AllocationTests
{
    public static TheoryData<RecordFormat, string, RecordFormat> Bodies => new()
    {
        { RecordFormat.Json, """{"id":"p","a":"v\u00e9","n":5,"b":{"c":"x","new":[1,{"q":2}]},"more":null}""", RecordFormat.Ndjson },
        { RecordFormat.Ndjson, """{"a":"x","b":{"c":"bad"},"id":"no"}""", RecordFormat.Json },
        { RecordFormat.Ndjson, """{"a":"x","b":{"c":"y"},"id":"p","n":true}""", RecordFormat.Csv },
        { RecordFormat.Csv, "p,\"x\"\"y\",5,z", RecordFormat.Csv },
        { RecordFormat.Csv, "p,=x,5,z", RecordFormat.Json },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Records_allocate_nothing_once_buffers_have_grown(RecordFormat format, string record, RecordFormat output) =>
        AllocatesNothing(format, record, output, "tag");

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Nor_when_the_person_is_looked_for_first(RecordFormat format, string record, RecordFormat output) =>
        AllocatesNothing(format, record, output, "whose");

    private static void AllocatesNothing(RecordFormat format, string record, RecordFormat output, string transform)
    {
        string text = format switch
        {
            RecordFormat.Json => $"[{string.Join(',', Enumerable.Repeat(record, 2000))}]",
            RecordFormat.Ndjson => string.Join('\n', Enumerable.Repeat(record, 2000)),
            _ => $"id,a,n,b.c\n{string.Join('\n', Enumerable.Repeat(record, 2000))}",
        };
        var program = With([ById], [Row("id", "p", "no")], $"a:Text:{transform}", "n:Integer:late", "b.c:Text:tag");
        using var buffer = new OutputBuffer(4096);
        RecordSink sink = output is RecordFormat.Csv ? new CsvSink(buffer, 3, isOrdered: format is RecordFormat.Csv) : new JsonSink(buffer, output);
        var pass = new RecordPass(program, sink);
        var settlement = new Settlement(pass, sink, buffer, new OpenGate(), maxDelivered: null);
        var options = new RewriteOptions();
        RecordInput input = format switch
        {
            RecordFormat.Json => new JsonArrayInput("", pass, options),
            RecordFormat.Ndjson => new NdjsonInput(pass, options),
            _ => new CsvInput(program, pass, options),
        };

        byte[] body = Encoding.UTF8.GetBytes(text);
        int start = 0;
        Assert.Equal(50, Take(50));

        // Three times: a collection that another test brings about takes the rest of this thread's room, and that counts as allocated.
        Assert.Contains(0L, new[] { Allocated(), Allocated(), Allocated() });

        long Allocated()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            int taken = Take(600);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(600, taken); // allocates itself
            return allocated;
        }

        int Take(int records)
        {
            int admitted = 0;
            int before = (int)settlement.Counts.Delivered;
            while (admitted < records)
            {
                var step = input.Next(body.AsSpan(start), start, isLast: true, passesOver: false);
                settlement.Take(admitted, start);
                start += step.Consumed;
                if (++admitted % Settlement.MaxWaiting == 0)
                {
                    settlement.Settle();
                    settlement.Clear();
                }
            }

            settlement.Settle();
            return (int)settlement.Counts.Delivered - before;
        }
    }

    private sealed class OpenGate : PersonGate
    {
        public override void Judge(RecordBatch batch, Span<bool> admitted) => admitted.Fill(true);

        public override void Committed(RecordPeople people)
        {
        }
    }
}
