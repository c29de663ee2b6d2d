using System.Globalization;

namespace ShareGateway.Privacy.Canonical;

/// <summary>
/// What <c>UnicodeNfc.txt</c> says, read on first use. The Unicode version is pinned there: a newer table may know more code
/// points, never know one differently (Unicode's normalisation stability policy), so canonical values outlive upgrades.
/// </summary>
internal static class UnicodeTables
{
    private static readonly List<int> RangeStarts = []; // sorted; RangeEnds[i] is inclusive
    private static readonly List<int> RangeEnds = [];
    private static readonly Dictionary<int, byte> Classes = [];
    private static readonly Dictionary<int, int[]> Decompositions = []; // full ones
    private static readonly Dictionary<(int First, int Second), int> Compositions = [];

    static UnicodeTables()
    {
        using var stream = typeof(UnicodeTables).Assembly.GetManifestResourceStream("UnicodeNfc.txt")
            ?? throw new InvalidOperationException("the Unicode table is not in the assembly");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            Read(line.Split(' '));
        }

        foreach (int composite in Decompositions.Keys.ToArray())
        {
            Decompositions[composite] = [.. Expand(composite)];
        }
    }

    /// <summary>True for code points that have a meaning in the pinned Unicode version, private use included.</summary>
    public static bool IsAssigned(int scalar)
    {
        int index = RangeStarts.BinarySearch(scalar);
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && scalar <= RangeEnds[index];
    }

    /// <summary>The canonical combining class; 0 for starters.</summary>
    public static int ClassOf(int scalar) => Classes.GetValueOrDefault(scalar);

    /// <summary>The full canonical decomposition, marks in order; empty when the code point stands for itself.</summary>
    public static ReadOnlySpan<int> DecompositionOf(int scalar) => Decompositions.GetValueOrDefault(scalar);

    /// <summary>The primary composite of two code points; 0 when they stay two.</summary>
    public static int CompositionOf(int first, int second) => Compositions.GetValueOrDefault((first, second));

    private static void Read(ReadOnlySpan<string> words)
    {
        switch (words[0])
        {
            case "assigned":
                ReadAssigned(words[1..]);
                break;
            case "class":
                ReadClass(byte.Parse(words[1], CultureInfo.InvariantCulture), words[2..]);
                break;
            case "pair" or "oneway":
                ReadDecompositions(words[1..]);
                break;
        }
    }

    private static void ReadAssigned(ReadOnlySpan<string> ranges)
    {
        foreach (string range in ranges)
        {
            var (first, last) = Range(range);
            RangeStarts.Add(first);
            RangeEnds.Add(last);
        }
    }

    private static void ReadClass(byte combiningClass, ReadOnlySpan<string> ranges)
    {
        foreach (string range in ranges)
        {
            var (first, last) = Range(range);
            for (int scalar = first; scalar <= last; scalar++)
            {
                Classes.Add(scalar, combiningClass);
            }
        }
    }

    private static void ReadDecompositions(ReadOnlySpan<string> mappings)
    {
        foreach (string mapping in mappings)
        {
            int sign = mapping.AsSpan().IndexOfAny('=', '>');
            int composite = Scalar(mapping[..sign]);
            int[] parts = [.. mapping[(sign + 1)..].Split('+').Select(Scalar)];
            Decompositions.Add(composite, parts);
            if (mapping[sign] == '=')
            {
                Compositions.Add((parts[0], parts[1]), composite);
            }
        }
    }

    private static IEnumerable<int> Expand(int scalar) =>
        Decompositions.TryGetValue(scalar, out int[]? parts) ? parts.SelectMany(Expand) : [scalar];

    private static (int First, int Last) Range(string text)
    {
        string[] ends = text.Split('-');
        return (Scalar(ends[0]), Scalar(ends[^1]));
    }

    private static int Scalar(string hex) => int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
