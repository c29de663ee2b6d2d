using System.Globalization;
using System.Text;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// The tables of invented values, one entry a line. Frozen: another entry, or another order, would give every recipient other values, so a test
/// holds their hashes, and a change is a major version.
/// </summary>
internal static class FakeTable
{
    /// <summary>The entries of a table, in UTF-8.</summary>
    /// <exception cref="InvalidOperationException">There is no such table.</exception>
    public static byte[][] Of(string name)
    {
        using var stream = typeof(FakeTable).Assembly.GetManifestResourceStream($"Fakes.{name}.txt") ?? throw new InvalidOperationException($"no table `{name}`");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The same entries as they stand in a mail address: lower-case ASCII letters and hyphens.</summary>
    public static byte[][] Plain(byte[][] table) => [.. table.Select(entry => Encoding.ASCII.GetBytes(Plain(Encoding.UTF8.GetString(entry))))];

    private static string Plain(string name) => string.Concat(name.Select(character => char.ToLowerInvariant(character) switch
    {
        'à' or 'â' or 'ä' => "a",
        'ç' => "c",
        'é' or 'è' or 'ê' or 'ë' => "e",
        'î' or 'ï' => "i",
        'ô' or 'ö' => "o",
        'ù' or 'û' or 'ü' => "u",
        ' ' or '-' => "-",
        >= 'a' and <= 'z' and var letter => letter.ToString(CultureInfo.InvariantCulture),
        _ => "",
    }));
}
