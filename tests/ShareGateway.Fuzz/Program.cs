using System.Globalization;
using SharpFuzz;
using ShareGateway.Fuzz;

switch (args)
{
    case ["rewriter"]: // one input from standard input, or as many as afl-fuzz has
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            RewriterTarget.Run(input.ToArray());
        });
        return 0;
    case ["rewriter", "--seed", var seed, "--turns", var turns]:
        var mutations = new Mutations(ulong.Parse(seed, CultureInfo.InvariantCulture));
        for (long turn = long.Parse(turns, CultureInfo.InvariantCulture); turn > 0; turn--)
        {
            RewriterTarget.Run(mutations.Next());
        }

        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: dotnet run --project tests/ShareGateway.Fuzz -- rewriter [--seed N --turns N] (an input on standard input without a seed)");
        return 2;
}
