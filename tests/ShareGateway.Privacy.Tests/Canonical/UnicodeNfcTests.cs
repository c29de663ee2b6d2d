using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Privacy.Tests.Canonical;

/// <summary>Against ICU's answers, kept in <c>vectors/privacy-nfc.json</c>.</summary>
public sealed class UnicodeNfcTests
{
    private static readonly NfcVectors Vectors = VectorFile.Read<NfcVectors>("privacy-nfc.json");

    public static TheoryData<string, string, string> Cases => [.. Vectors.Cases.Select(one => (one.Name, one.In, one.Nfc))];

    [Fact]
    public void The_runtime_does_not_normalise_in_invariant_mode_so_we_must() =>
        Assert.Equal("e\u0301", "e\u0301".Normalize(NormalizationForm.FormC));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sequences_compose_as_ICU_composes_them(string name, string from, string nfc) =>
        Assert.True(nfc == Normalise(Text(from)), $"{name}: expected {nfc}, got {Normalise(Text(from))}");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Composed_sequences_stay_as_they_are(string name, string from, string nfc) =>
        Assert.True(nfc == Normalise(Text(nfc)), $"{name} ({from})");

    [Fact]
    public void Every_code_point_has_the_normal_form_that_ICU_gives_it()
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> room = stackalloc byte[64];
        for (int scalar = 0; scalar <= 0x10FFFF; scalar++)
        {
            if (UnicodeTables.IsAssigned(scalar))
            {
                Assert.True(UnicodeNfc.TryNormalise(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(scalar)), room, out int written));
                all.AppendData(room[..written]);
                all.AppendData("\n"u8);
            }
        }

        Assert.Equal(Vectors.EveryCodePoint, Convert.ToHexStringLower(all.GetHashAndReset()));
    }

    [Fact]
    public void Every_code_point_and_its_parts_have_one_normal_form()
    {
        int seen = 0;
        for (int scalar = 0; scalar <= 0x10FFFF; scalar++)
        {
            var parts = UnicodeTables.DecompositionOf(scalar);
            if (!parts.IsEmpty)
            {
                string apart = string.Concat(parts.ToArray().Select(char.ConvertFromUtf32));
                Assert.Equal(Normalise(char.ConvertFromUtf32(scalar)), Normalise(apart));
                seen++;
            }
        }

        Assert.Equal(2081, seen); // all canonical decompositions of Unicode 17.0 but Hangul's
    }

    [Fact]
    public void Every_Hangul_syllable_and_its_letters_have_one_normal_form()
    {
        Span<int> letters = stackalloc int[3];
        for (int scalar = 0xAC00; scalar <= 0xD7A3; scalar++)
        {
            string apart = string.Concat(letters[..Hangul.Decompose(scalar, letters)].ToArray().Select(char.ConvertFromUtf32));
            Assert.Equal(scalar.ToString("X4", CultureInfo.InvariantCulture), Normalise(apart));
        }
    }

    [Theory]
    [InlineData(0x41, true)]
    [InlineData(0x10FFFD, true)] // private use, the last
    [InlineData(0x10FFFE, false)]
    [InlineData(0xD800, false)]
    [InlineData(0xDFFF, false)]
    [InlineData(0x377, true)]
    [InlineData(0x378, false)]
    [InlineData(0x379, false)]
    [InlineData(0x37A, true)]
    [InlineData(0x113C2, true)] // since Unicode 16
    public void Only_code_points_with_a_meaning_are_assigned(int scalar, bool assigned) =>
        Assert.Equal(assigned, UnicodeTables.IsAssigned(scalar));

    [Fact]
    public void The_longest_run_of_marks_that_may_come_in_is_put_in_order()
    {
        string marks = string.Concat(Enumerable.Repeat("\u0301\u0323", (CanonicalValue.MaxInputBytes - 2) / 4)); // 230 and 220 in turn
        byte[] room = new byte[CanonicalValue.MaxInputBytes];

        Assert.True(UnicodeNfc.TryNormalise(Encoding.UTF8.GetBytes("b" + marks), room, out int written));

        string ordered = Encoding.UTF8.GetString(room.AsSpan(0, written));
        Assert.Equal("\u1e05" + new string('\u0323', (marks.Length / 2) - 1) + new string('\u0301', marks.Length / 2), ordered);
    }

    [Fact]
    public void What_expands_most_still_fits()
    {
        string widest = string.Concat(Enumerable.Repeat("\u0390", CanonicalValue.MaxInputBytes / 2));
        byte[] room = new byte[CanonicalValue.MaxInputBytes];

        Assert.True(UnicodeNfc.TryNormalise(Encoding.UTF8.GetBytes(widest), room, out int written));
        Assert.Equal(widest, Encoding.UTF8.GetString(room.AsSpan(0, written)));
    }

    private static string Text(string codePoints) =>
        string.Concat(codePoints.Split(' ').Select(hex => char.ConvertFromUtf32(Convert.ToInt32(hex, 16))));

    private static string Normalise(string text)
    {
        Span<byte> room = stackalloc byte[CanonicalValue.MaxBytes];
        Assert.True(UnicodeNfc.TryNormalise(Encoding.UTF8.GetBytes(text), room, out int written));
        return string.Join(' ', Encoding.UTF8.GetString(room[..written]).EnumerateRunes().Select(rune => rune.Value.ToString("X4", CultureInfo.InvariantCulture)));
    }

    private sealed record NfcVectors(string Source, string EveryCodePoint, NfcCase[] Cases);

    private sealed record NfcCase(string Name, string In, string Nfc);
}
