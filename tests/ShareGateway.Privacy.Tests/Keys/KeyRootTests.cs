using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

public sealed class KeyRootTests
{
    [Fact]
    public void Roots_and_secrets_come_back_from_their_bytes()
    {
        using var root = KeyRoot.Create(3);
        using var secret = RecipientSecret.Create();
        byte[] rootBytes = new byte[32];
        byte[] secretBytes = new byte[32];
        root.CopyTo(rootBytes);
        secret.CopyTo(secretBytes);

        using var rootAgain = KeyRoot.FromBytes(3, rootBytes);
        using var secretAgain = RecipientSecret.FromBytes(secretBytes);

        Assert.Equal((3, root.CheckValue), (rootAgain.Epoch, rootAgain.CheckValue));
        Assert.Equal(secret.CheckValue, secretAgain.CheckValue);
    }

    [Fact]
    public void Fresh_roots_and_secrets_are_all_different()
    {
        var seen = new HashSet<string>();
        for (int i = 0; i < 50; i++)
        {
            using var root = KeyRoot.Create(1);
            using var secret = RecipientSecret.Create();
            byte[] bytes = new byte[32];
            root.CopyTo(bytes);
            Assert.True(seen.Add(Convert.ToHexString(bytes)));
            secret.CopyTo(bytes);
            Assert.True(seen.Add(Convert.ToHexString(bytes)));
        }
    }

    [Fact]
    public void A_wrong_root_has_another_check_value()
    {
        byte[] bytes = [.. Enumerable.Range(0, 32).Select(value => (byte)value)];
        using var right = KeyRoot.FromBytes(1, bytes);
        for (int bit = 0; bit < 256; bit++)
        {
            byte[] spoilt = [.. bytes];
            spoilt[bit / 8] ^= (byte)(1 << (bit % 8));
            using var wrong = KeyRoot.FromBytes(1, spoilt);
            Assert.NotEqual(right.CheckValue, wrong.CheckValue);
        }
    }

    [Fact]
    public void A_check_value_has_eight_hex_digits()
    {
        using var root = TestKeys.Root();
        using var secret = TestKeys.Secret();

        Assert.Matches("^[0-9a-f]{8}$", root.CheckValue);
        Assert.Matches("^[0-9a-f]{8}$", secret.CheckValue);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Only_32_bytes_are_a_root_or_a_secret(int length)
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)1, length)];

        var thrown = Assert.Throws<ArgumentException>(() => KeyRoot.FromBytes(1, bytes));
        Assert.Throws<ArgumentException>(() => RecipientSecret.FromBytes(bytes));

        Assert.StartsWith($"expected 32 bytes, got {length}", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zeroes_are_no_secret()
    {
        Assert.Throws<ArgumentException>(() => KeyRoot.FromBytes(1, new byte[32]));
        Assert.Throws<ArgumentException>(() => RecipientSecret.FromBytes(new byte[32]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Epochs_are_counted_from_one(int epoch) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyRoot.Create(epoch));

    [Fact]
    public void A_root_keeps_its_own_copy()
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)9, 32)];
        using var root = KeyRoot.FromBytes(1, bytes);
        string before = root.CheckValue;

        Array.Clear(bytes);

        Assert.Equal(before, root.CheckValue);
    }

    [Fact]
    public void Disposal_zeroes_the_bytes_and_ends_all_use()
    {
        var secret = SecretKeyBytes.Create();
        var bytes = secret.Span; // the memory itself, looked at after disposal
        Assert.True(bytes.ContainsAnyExcept((byte)0));

        secret.Dispose();

        Assert.False(bytes.ContainsAnyExcept((byte)0));
        Assert.Throws<ObjectDisposedException>(() => secret.CheckValue());
        var root = TestKeys.Root();
        root.Dispose();
        Assert.Throws<ObjectDisposedException>(() => root.CopyTo(new byte[32]));
    }

    [Fact]
    public void Text_forms_show_no_bytes()
    {
        using var root = TestKeys.Root();
        using var secret = TestKeys.Secret();

        Assert.Equal("key root of epoch 1", root.ToString());
        Assert.Equal("recipient secret", secret.ToString());
    }
}
