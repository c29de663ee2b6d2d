using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ShareGateway.Benchmarks.Rewriter;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Benchmarks.Keys;

/// <summary>Pseudonyms and references of 16-byte ids, against the platform's one-shot HMAC of the same bytes.</summary>
internal static class KeysBenchmark
{
    private const int Values = 4096;
    private const int IdBytes = 16;
    private const string FieldClass = "customer-number";

    /// <param name="args"><c>--rounds N</c>; 101 unless given.</param>
    /// <returns>0; 1 when a ratio is below what it must be; 2 for arguments that mean nothing.</returns>
    public static int Run(string[] args)
    {
        if (args is not ([] or ["--rounds", _]))
        {
            Console.Error.WriteLine("expected `--rounds N`");
            return 2;
        }

        int rounds = args is [_, var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 101;
        using var keys = new KeysUnderTest(Values, IdBytes, FieldClass);
        var results = keys.Cases().Select(one => (Case: one, Times: RewriterTimings.Measure(one, rounds))).ToList();
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {rounds} rounds of {Values} values by turns, CPU time");
        Console.WriteLine("| work | ns a value | HMACSHA256.HashData ns | its time ÷ ours (10 % to 90 %) | must | aim | bytes allocated a value |");
        Console.WriteLine("| --- | ---: | ---: | --- | ---: | ---: | ---: |");
        results.ForEach(result => Console.WriteLine(Line(result.Case, result.Times)));
        return results.All(result => RewriterTimings.Median(result.Times.Select(t => t.Theirs / t.Ours)) >= result.Case.Must) ? 0 : 1;
    }

    private static string Line(RewriterCase one, List<(double Ours, double Theirs)> times)
    {
        double[] ratios = [.. times.Select(t => t.Theirs / t.Ours).Order()];
        double ours = RewriterTimings.Median(times.Select(t => t.Ours)) * 1_000_000 / one.Records;
        double theirs = RewriterTimings.Median(times.Select(t => t.Theirs)) * 1_000_000 / one.Records;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {one.Name} | {ours:F0} | {theirs:F0} | **{RewriterTimings.Median(ratios):F1}** ({ratios[ratios.Length / 10]:F1} to {ratios[ratios.Length * 9 / 10]:F1}) | {one.Must} | {one.Aim} | {Allocated(one):F1} |");
    }

    private static double Allocated(RewriterCase one)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        one.Ours.Pass();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / one.Records;
    }

    /// <summary>Keys, ids and room for results.</summary>
    private sealed class KeysUnderTest : IDisposable
    {
        private readonly int _idBytes;
        private readonly byte[] _ids;
        private readonly int[] _ends;
        private readonly byte[] _room;
        private readonly byte[] _message;
        private readonly byte[] _plainKey = RandomNumberGenerator.GetBytes(32);
        private readonly SubjectScheme _scheme;
        private readonly SubjectReferenceKey _references;
        private readonly PseudonymKey _pseudonyms;

        public KeysUnderTest(int values, int idBytes, string fieldClass)
        {
            using var root = KeyRoot.Create(1);
            using var secret = RecipientSecret.Create();
            (_idBytes, _scheme) = (idBytes, new SubjectScheme(fieldClass));
            (_references, _pseudonyms) = (SubjectReferenceKey.Derive(root, "audit"), PseudonymKey.Derive(root, secret, "agreement:one", fieldClass));
            _ids = RandomNumberGenerator.GetBytes(values * idBytes);
            _ends = [.. Enumerable.Range(1, values).Select(i => i * idBytes)];
            _room = new byte[values * _pseudonyms.TokenLength];
            _message = new byte[4 + fieldClass.Length + 4 + idBytes]; // what our own hash takes in: the same bytes for both
        }

        public IEnumerable<RewriterCase> Cases()
        {
            yield return Case("subject reference, one by one", 4, 12, OneReference);
            yield return Case("pseudonym with its text, one by one", 4, 12, OnePseudonym);
            yield return Case("subject references, batch of 100", 10, 20, () => Batches(100));
            yield return Case("subject references, batch of 4096", 10, 20, () => Batches(_ends.Length));
            yield return Case("pseudonyms with their text, batch of 4096", 10, 20, () => _pseudonyms.WriteMany(new ValueList(_ids, _ends), _room));
        }

        public void Dispose()
        {
            _references.Dispose();
            _pseudonyms.Dispose();
        }

        private RewriterCase Case(string name, double must, double aim, Action ours) =>
            new(name, _ids.Length, _ends.Length, new Contender("ours", ours), new Contender("HashData", OneShot), must, aim);

        private void OneReference()
        {
            for (int i = 0; i < _ends.Length; i++)
            {
                _references.Write(_scheme, _ids.AsSpan(i * _idBytes, _idBytes), _room);
            }
        }

        private void OnePseudonym()
        {
            for (int i = 0; i < _ends.Length; i++)
            {
                _pseudonyms.Write(_ids.AsSpan(i * _idBytes, _idBytes), _room);
            }
        }

        private void Batches(int size)
        {
            for (int first = 0; first < _ends.Length; first += size)
            {
                _references.WriteMany(_scheme, new ValueList(_ids, _ends).Slice(first, Math.Min(size, _ends.Length - first)), _room);
            }
        }

        private void OneShot()
        {
            Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
            for (int i = 0; i < _ends.Length; i++)
            {
                _ids.AsSpan(i * _idBytes, _idBytes).CopyTo(_message.AsSpan(_message.Length - _idBytes));
                HMACSHA256.HashData(_plainKey, _message, mac);
            }
        }
    }
}
