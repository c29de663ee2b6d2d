using System.Text;
using CsCheck;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

public sealed class TokenKeyTests
{
    private static readonly Case[] Golden = VectorFile.Read<File>("privacy-golden-tokens.json").Cases;

    [Fact]
    public void A_token_is_what_it_always_was_and_reads_back()
    {
        foreach (var golden in Golden)
        {
            using var root = KeyRoot.FromBytes(golden.Epoch, Convert.FromHexString(golden.Root));
            using var secret = RecipientSecret.FromBytes(Convert.FromHexString(golden.Secret));
            using var key = (TokenKey)FieldKey.Derive(KeyUse.Token, root, secret, golden.LinkScope, golden.FieldClass);

            Assert.Equal(golden.Token, TestKeys.Token(key, golden.Value));
            Assert.Equal(golden.Value, Read(key, golden.Token));
        }

        Assert.Equal(Golden.Length, Golden.Select(golden => golden.Token).Distinct().Count());
    }

    [Fact]
    public void What_was_written_reads_back_and_nothing_else_does()
    {
        using var key = Key();
        using var other = Key(secret: 102);
        Gen.String[Gen.Char['!', '~'], 1, CanonicalValue.MaxBytes].Sample(value =>
        {
            string token = TestKeys.Token(key, value);
            Assert.Equal(value, Read(key, token));
            Assert.Null(Read(other, token));
            Assert.Null(Read(key, token[..^1]));
            Assert.Null(Read(key, token + "A"));
            Assert.Null(Read(key, token[1..]));
            Assert.Null(Read(key, "t2" + token[2..]));
            Assert.True(token.Length <= key.MaxTokenLength);
        }, iter: 500);
    }

    [Theory]
    [InlineData("")]
    [InlineData("t1_")]
    [InlineData("t1_AAAA")]
    [InlineData("t1_!!!!")]
    [InlineData("t1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("t1_AAAAAAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAA")]
    [InlineData("p1_aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_is_no_token_is_an_answer_not_an_error(string token)
    {
        using var key = Key();

        Assert.Null(Read(key, token));
        Assert.Null(Read(key, new string('t', 5000)));
    }

    [Fact]
    public void The_length_of_a_value_shows_in_steps_of_sixteen_only()
    {
        using var key = Key();
        int[] lengths = [.. Enumerable.Range(1, 40).Select(length => TestKeys.Token(key, new string('a', length)).Length)];

        Assert.Single(lengths[..15].Distinct());
        Assert.Single(lengths[15..31].Distinct());
        Assert.NotEqual(lengths[14], lengths[15]);
        Assert.NotEqual(lengths[30], lengths[31]);
    }

    [Fact]
    public void Nothing_too_much_and_too_little_room_are_refused()
    {
        using var key = Key();

        Assert.Throws<ArgumentException>(() => key.Write([], new byte[key.MaxTokenLength]));
        Assert.Throws<ArgumentException>(() => key.Write(new byte[CanonicalValue.MaxBytes + 1], new byte[key.MaxTokenLength]));
        Assert.Throws<ArgumentException>(() => key.Write("a"u8, new byte[key.MaxTokenLength - 1]));
        Assert.Throws<ArgumentException>(() => key.TryRead("t1_"u8, new byte[CanonicalValue.MaxBytes - 1], out _));
    }

    private static TokenKey Key(int secret = 101) => (TokenKey)TestKeys.Of(KeyUse.Token, secret: secret);

    private static string? Read(TokenKey key, string token)
    {
        byte[] canonical = new byte[CanonicalValue.MaxBytes];
        bool done = key.TryRead(Encoding.ASCII.GetBytes(token), canonical, out int written);
        Assert.Equal(done, written > 0);
        return done ? Encoding.UTF8.GetString(canonical, 0, written) : null;
    }

    private sealed record File(string Warning, string Source, Case[] Cases);

    private sealed record Case(string Root, int Epoch, string Secret, string LinkScope, string FieldClass, string Value, string Token);
}
