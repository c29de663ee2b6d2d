using ShareGateway.Records;
using ShareGateway.Records.Tests;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Fuzz;

/// <summary>The rewriter against the slow reference on any bytes: the same records and counts, or the same fault.</summary>
internal static class RewriterTarget
{
    private static readonly RecordProgram[] Shared =
    [
        Of("a", "n:Number", "b.a:Integer:tag", "c:Boolean"),
        With([ById, Subject("to", required: false)], [], "a:Text:tag", "b.a:Text:reveal:DropRecord", "to"),
        With([ById], [Row("n", "7", "p")], "a:Text:reveal:FailRequest", "n:Number"),
    ];

    private static readonly RecordProgram[] Nested =
    [
        Of("a", "l[].a", "t[]", "b.c.x:Number"),
        With([Subject("l[].a")], [], "m[][]", "id", "l[].b.n:Integer"),
    ];

    /// <summary>Runs one input: a byte for formats and program, a byte for the size of pieces, the body.</summary>
    /// <exception cref="InvalidOperationException">Both differ.</exception>
    public static void Run(ReadOnlySpan<byte> input)
    {
        if (input.Length < 2)
        {
            return;
        }

        var from = (RecordFormat)(1 + (input[0] % 3));
        var to = (RecordFormat)(1 + (input[0] / 3 % 3));
        bool mayNest = from is not RecordFormat.Csv && to is not RecordFormat.Csv;
        RecordProgram[] programs = mayNest ? [.. Shared, .. Nested] : Shared;
        var program = programs[input[0] / 9 % programs.Length];
        byte[] body = input[2..].ToArray();
        var expected = NaiveBody.Run(program, body, from, to);
        var actual = Outcome.Of(program, from, to, chunkBytes: 64, [.. body.Chunk(1 + input[1])]);
        if (expected != actual)
        {
            throw new InvalidOperationException($"{from} to {to}, program {input[0] / 9 % programs.Length}: expected {expected}, but was {actual}");
        }
    }
}
