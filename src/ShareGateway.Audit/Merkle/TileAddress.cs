using System.Globalization;
using System.Runtime.InteropServices;

namespace ShareGateway.Audit.Merkle;

/// <summary>
/// Names one tile of a log, or one bundle of its entries. A tile holds up to 256 hashes of one level; level n + 1 holds the roots over the
/// full tiles of level n.
/// </summary>
/// <param name="Level">0 to 7; <see cref="Entries"/> for a bundle of entries.</param>
/// <param name="Index">Position within the level, from 0.</param>
/// <param name="Width">Hashes or entries in it, 1 to 256; below 256 it is partial.</param>
/// <remarks>Source: c2sp.org/tlog-tiles.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TileAddress(int Level, ulong Index, int Width)
{
    /// <summary>The level that stands for bundles of entries.</summary>
    public const int Entries = -1;

    /// <summary>Hashes in a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>Levels of the tree within one tile: 2⁸ hashes.</summary>
    internal const int Height = 8;

    private const int MaxLevel = 7; // 256⁸ entries are more than a 64-bit index can name

    /// <summary>How many hashes or entries the tile has in a log of a given size: 0 when there is none.</summary>
    /// <param name="size">Entries in the log.</param>
    public int WidthAt(ulong size)
    {
        ulong hashes = size >> (Height * Math.Max(Level, 0));
        ulong before = Index * FullWidth;
        return hashes <= before ? 0 : (int)Math.Min(FullWidth, hashes - before);
    }

    /// <summary>The address as a path, such as <c>tile/0/x001/x234/067.p/112</c>.</summary>
    public override string ToString()
    {
        string index = (Index % 1000).ToString("D3", CultureInfo.InvariantCulture);
        for (ulong rest = Index / 1000; rest > 0; rest /= 1000)
        {
            index = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:D3}/{index}");
        }

        string level = Level == Entries ? "entries" : Level.ToString(CultureInfo.InvariantCulture);
        return Width == FullWidth ? $"tile/{level}/{index}" : string.Create(CultureInfo.InvariantCulture, $"tile/{level}/{index}.p/{Width}");
    }

    /// <summary>Reads a path.</summary>
    /// <returns>False unless the path is exactly what <see cref="ToString"/> gives for an address.</returns>
    public static bool TryParse(string path, out TileAddress address)
    {
        address = default;
        string[] parts = path.Split('/');
        bool partial = parts.Length > 3 && parts[^2].EndsWith(".p", StringComparison.Ordinal);
        if (parts.Length is < 3 or > 16 || parts[0] != "tile" || !TryParseLevel(parts[1], out int level))
        {
            return false;
        }

        int width = FullWidth;
        if (partial && !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out width))
        {
            return false;
        }

        string digits = string.Concat(parts[2..(partial ? ^1 : ^0)]).Replace("x", "", StringComparison.Ordinal);
        if (!ulong.TryParse(partial ? digits[..^2] : digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong index) || width < 1)
        {
            return false;
        }

        address = new TileAddress(level, index, width);
        return string.Equals(address.ToString(), path, StringComparison.Ordinal); // one spelling for one tile
    }

    private static bool TryParseLevel(string text, out int level)
    {
        level = Entries;
        return text == "entries" || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out level) && level <= MaxLevel);
    }
}
