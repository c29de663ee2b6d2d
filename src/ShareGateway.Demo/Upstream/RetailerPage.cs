using System.Globalization;
using System.Runtime.InteropServices;

namespace ShareGateway.Demo.Upstream;

/// <summary>Which records a call for a page asks for.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Size">Records on a page, 1 to 1,000.</param>
/// <param name="Total">Records there are.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RetailerPage(int Number, int Size, int Total)
{
    private const int MaxSize = 1_000;
    private const int DefaultSize = 500;

    /// <summary>The place of the first record; past the end for a page past the end.</summary>
    public int First => (int)Math.Min((long)Number * Size, Total);

    /// <summary>The place after the last record.</summary>
    public int End => (int)Math.Min(((long)Number * Size) + Size, Total);

    /// <summary>Reads <c>page</c> and <c>size</c>; a size above 1,000 is brought down to it.</summary>
    /// <returns>False when one is not a number, or less than 0 or 1.</returns>
    public static bool TryRead(IQueryCollection query, int total, out RetailerPage page)
    {
        page = default;
        if (!TryRead(query, "page", 0, out int number) || !TryRead(query, "size", DefaultSize, out int size) || size == 0)
        {
            return false;
        }

        page = new RetailerPage(number, Math.Min(size, MaxSize), total);
        return true;
    }

    private static bool TryRead(IQueryCollection query, string name, int otherwise, out int value)
    {
        value = otherwise;
        return !query.TryGetValue(name, out var text)
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
