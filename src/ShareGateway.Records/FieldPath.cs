using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ShareGateway.Records;

/// <summary>
/// Where a field stands in a record: <c>address.postcode</c>, <c>basket[].sku</c>, <c>tags[]</c>. Names are parted by dots, <c>[]</c> means each
/// element of an array. Two paths are equal when their segments are.
/// </summary>
public sealed class FieldPath : IEquatable<FieldPath>
{
    /// <summary>The longest name, in UTF-8 bytes.</summary>
    public const int MaxNameBytes = 128;

    /// <summary>The most names and <c>[]</c> in one path, counted together.</summary>
    public const int MaxLevels = 32;

    private const string ArrayMark = "[]";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _text;

    private FieldPath(string text, ImmutableArray<FieldSegment> segments) => (_text, Segments) = (text, segments);

    /// <summary>The names from the record's root down; never empty.</summary>
    public ImmutableArray<FieldSegment> Segments { get; }

    /// <summary>True when the path goes through an array, so that one record may hold many such values.</summary>
    public bool IsRepeated => _text.EndsWith(ArrayMark, StringComparison.Ordinal) || _text.Contains("[].", StringComparison.Ordinal);

    /// <summary>Reads a path.</summary>
    /// <param name="text">As in a policy file. Names are 1 to 128 bytes of UTF-8 without dots, brackets or control characters.</param>
    /// <param name="path">The path, or null when the text is none.</param>
    /// <returns>False for anything that does not read exactly as a path; nothing is trimmed or repaired.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FieldPath? path)
    {
        path = null;
        var segments = ImmutableArray.CreateBuilder<FieldSegment>();
        int levels = 0;
        foreach (string part in (text ?? "").Split('.'))
        {
            if (!TryParseSegment(part, out var segment) || (levels += 1 + segment.Arrays) > MaxLevels)
            {
                return false;
            }

            segments.Add(segment);
        }

        path = new FieldPath(text!, segments.ToImmutable());
        return true;
    }

    /// <summary>Reads a path that is known to be one, such as a constant.</summary>
    /// <exception cref="FormatException">The text is no path.</exception>
    public static FieldPath Parse(string text) =>
        TryParse(text, out var path) ? path : throw new FormatException("expected a field path such as `address.postcode` or `basket[].sku`");

    /// <inheritdoc/>
    public bool Equals(FieldPath? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FieldPath);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>The text it was read from.</summary>
    public override string ToString() => _text;

    private static bool TryParseSegment(string part, out FieldSegment segment)
    {
        string name = part;
        int arrays = 0;
        while (name.EndsWith(ArrayMark, StringComparison.Ordinal))
        {
            name = name[..^ArrayMark.Length];
            arrays++;
        }

        segment = new FieldSegment(name, arrays);
        return name.Length > 0 && !name.Any(c => c is '[' or ']' || char.IsControl(c)) && IsEncodable(name);
    }

    private static bool IsEncodable(string name)
    {
        if (name.Length > MaxNameBytes)
        {
            return false;
        }

        try
        {
            return Strict.GetByteCount(name) <= MaxNameBytes;
        }
        catch (EncoderFallbackException)
        {
            return false; // a lone surrogate: no UTF-8 document can hold this name
        }
    }
}
