using System.Text;
using ShareGateway.Audit.Checkpoints;

namespace ShareGateway.Audit.Tests.Checkpoints;

public sealed class VerifierKeyTests
{
    // The example of Go's golang.org/x/mod/sumdb/note, whose key and signature other implementations use as well.
    private const string GoKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string GoSeed = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string GoText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string GoSignature = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

    [Fact]
    public void Key_and_signature_are_those_of_the_published_example()
    {
        using var signer = new AuditSigner("PeterNeumann", Convert.FromBase64String(GoSeed).AsSpan(1));

        Assert.Equal(GoKey, signer.VerifierKey.Text);
        byte[] signature = [.. signer.VerifierKey.KeyId.Span, .. signer.Sign(Encoding.UTF8.GetBytes(GoText))];
        Assert.Equal(GoSignature, Convert.ToBase64String(signature));
    }

    [Fact]
    public void A_key_is_read_back_from_its_text()
    {
        Assert.True(VerifierKey.TryParse(GoKey, out var key));

        Assert.Equal("PeterNeumann", key.Name);
        Assert.Equal(GoKey, key.ToString());
        Assert.True(key.Verify(Encoding.UTF8.GetBytes(GoText), Convert.FromBase64String(GoSignature).AsSpan(4)));
        Assert.False(key.Verify(Encoding.UTF8.GetBytes(GoText + "!"), Convert.FromBase64String(GoSignature).AsSpan(4)));
    }

    [Fact]
    public void No_single_changed_character_leaves_a_key()
    {
        for (int i = 0; i < GoKey.Length; i++)
        {
            for (int bit = 0; bit < 7; bit++)
            {
                char[] spoilt = GoKey.ToCharArray();
                spoilt[i] = (char)(spoilt[i] ^ (1 << bit));
                Assert.False(VerifierKey.TryParse(new string(spoilt), out _), $"bit {bit} of character {i}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("PeterNeumann")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("PeterNeumann+c74f20a3+")]
    [InlineData("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    public void Other_texts_are_no_key(string text) => Assert.False(VerifierKey.TryParse(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("a+b")]
    [InlineData("a b")]
    [InlineData("é")]
    public void A_signer_needs_a_plain_name(string name) =>
        Assert.Throws<ArgumentException>(() => new AuditSigner(name, new byte[32]));

    [Fact]
    public void A_signer_needs_32_bytes() => Assert.Throws<ArgumentException>(() => new AuditSigner("a", new byte[31]));
}
