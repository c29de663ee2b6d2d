using System.Buffers;
using System.Text;
using ShareGateway.Records.Programs;

namespace ShareGateway.Records.Rewriting;

/// <summary>
/// Collects where the upstream holds fields that the program does not know. A name may itself be a person's data (a map keyed by mail
/// addresses), so only what looks like a field's name is kept.
/// </summary>
internal sealed class UnknownNames
{
    private const int MaxPaths = 64;
    private const int MaxPathChars = 64;
    private const int MaxDigits = 3; // longer numbers are ids or phone numbers, not the 2 of `address2`

    private static readonly SearchValues<char> PathChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.[]");

    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public UnknownNames() => _lookup = _paths.GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyCollection<string> Paths => _paths;

    /// <summary>True once a name differed from one that the program knows in its place by letter case alone.</summary>
    public bool HasCaseTwin { get; private set; }

    /// <param name="parent">The object in which the field stands.</param>
    /// <param name="name">Its name, unescaped.</param>
    public void Add(ProgramNode parent, ReadOnlySpan<byte> name)
    {
        HasCaseTwin = HasCaseTwin || IsCaseTwin(parent, name);
        if (_paths.Count < MaxPaths)
        {
            Span<char> path = stackalloc char[MaxPathChars];
            _lookup.Add(path[..WritePath(parent, name, path)]);
        }
    }

    /// <summary>The same for a field of which all was worked out before.</summary>
    public void Add(UnknownName name)
    {
        HasCaseTwin |= name.IsCaseTwin;
        if (_paths.Count < MaxPaths)
        {
            _paths.Add(name.Path);
        }
    }

    /// <summary>Works out what there is to say of a field, for whoever meets it in many responses.</summary>
    /// <param name="parent">The object in which the field stands.</param>
    /// <param name="name">Its name, unescaped.</param>
    public static UnknownName NameOf(ProgramNode parent, ReadOnlySpan<byte> name)
    {
        Span<char> path = stackalloc char[MaxPathChars];
        return new(new string(path[..WritePath(parent, name, path)]), IsCaseTwin(parent, name));
    }

    private static int WritePath(ProgramNode parent, ReadOnlySpan<byte> name, Span<char> path)
    {
        int start = WriteParent(parent.Path, path);
        return start + WriteName(name, path[start..]);
    }

    private static bool IsCaseTwin(ProgramNode parent, ReadOnlySpan<byte> name)
    {
        foreach (var known in parent.Children)
        {
            // Letters beyond ASCII may change their length with their case: those are compared as text.
            if (Ascii.IsValid(name) && Ascii.IsValid(known.Name)
                ? Ascii.EqualsIgnoreCase(name, known.Name)
                : Encoding.UTF8.GetString(name).Equals(Encoding.UTF8.GetString(known.Name), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static int WriteParent(string parent, Span<char> destination)
    {
        if (parent.Length == 0)
        {
            return 0;
        }

        if (parent.Length > destination.Length - 2 || parent.AsSpan().ContainsAnyExcept(PathChars))
        {
            parent = "?";
        }

        parent.CopyTo(destination);
        destination[parent.Length] = '.';
        return parent.Length + 1;
    }

    private static int WriteName(ReadOnlySpan<byte> name, Span<char> destination)
    {
        if (name.Length > destination.Length || !LooksLikeName(name))
        {
            destination[0] = '?';
            return 1;
        }

        return Encoding.ASCII.GetChars(name, destination);
    }

    /// <summary>False for what may be somebody's data in the place of a name.</summary>
    public static bool LooksLikeName(ReadOnlySpan<byte> name)
    {
        int digits = 0;
        foreach (byte b in name)
        {
            if (char.IsAsciiDigit((char)b))
            {
                digits++;
            }
            else if (!char.IsAsciiLetter((char)b) && b is not ((byte)'_' or (byte)'-'))
            {
                return false;
            }
        }

        return !name.IsEmpty && char.IsAsciiLetter((char)name[0]) && digits <= MaxDigits;
    }
}

/// <summary>A field that the program does not know.</summary>
/// <param name="Path">Where it stands, as <see cref="UnknownNames.Paths"/> has it.</param>
/// <param name="IsCaseTwin">True when its name differs by letter case alone from one that the program knows there.</param>
internal sealed record UnknownName(string Path, bool IsCaseTwin);
