namespace ShareGateway.Privacy.Identifiers;

/// <summary>Numbers as people write them, with what parts their groups left out.</summary>
internal static class CompactText
{
    /// <summary>The longest number that is read, in bytes, without what parts its groups.</summary>
    public const int MaxBytes = 64;

    private static ReadOnlySpan<byte> NoBreakSpace => [0xC2, 0xA0];

    private static ReadOnlySpan<byte> NarrowNoBreakSpace => [0xE2, 0x80, 0xAF];

    /// <summary>Copies ASCII letters (as capitals) and digits; spaces and separators are left out.</summary>
    /// <param name="value">Any bytes.</param>
    /// <param name="separators">ASCII characters that part groups, besides spaces.</param>
    /// <param name="compact">At least <see cref="MaxBytes"/> bytes.</param>
    /// <param name="length">How many were written.</param>
    /// <returns>False when anything else stands there, nothing is left, or more than <see cref="MaxBytes"/>.</returns>
    public static bool TryWrite(ReadOnlySpan<byte> value, ReadOnlySpan<byte> separators, Span<byte> compact, out int length)
    {
        length = 0;
        while (!value.IsEmpty)
        {
            byte next = value[0];
            int space = SpaceAt(value);
            if (space > 0 || separators.Contains(next))
            {
                value = value[Math.Max(space, 1)..];
            }
            else if (length < MaxBytes && char.IsAsciiLetterOrDigit((char)next))
            {
                compact[length++] = (byte)char.ToUpperInvariant((char)next);
                value = value[1..];
            }
            else
            {
                length = 0;
                return false;
            }
        }

        return length > 0;
    }

    /// <summary>As the other, for digits only.</summary>
    /// <inheritdoc cref="TryWrite"/>
    public static bool TryWriteDigits(ReadOnlySpan<byte> value, ReadOnlySpan<byte> separators, Span<byte> compact, out int length) =>
        TryWrite(value, separators, compact, out length) && AreDigits(compact[..length]);

    /// <summary>True for ASCII digits and nothing else; also for no text at all.</summary>
    public static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static int SpaceAt(ReadOnlySpan<byte> value) =>
        value[0] == ' ' ? 1 : value.StartsWith(NoBreakSpace) ? NoBreakSpace.Length : value.StartsWith(NarrowNoBreakSpace) ? NarrowNoBreakSpace.Length : 0;
}
