using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Fpe;
using Org.BouncyCastle.Crypto.Parameters;
using ShareGateway.Benchmarks.Rewriter;
using ShareGateway.Privacy.Ciphers;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Benchmarks.Privacy;

/// <summary>Keys, values and room for results.</summary>
internal sealed class CiphersUnderTest : IDisposable
{
    private const int IdBytes = 16;
    private const int Digits = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly int _values;
    private readonly byte[] _ids;
    private readonly byte[] _numerals;
    private readonly byte[] _room;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _tweak = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _nonce = new byte[NonceBytes];
    private readonly AesGcm _gcm;
    private readonly TokenKey _tokens;
    private readonly AesSiv _siv = new(RandomNumberGenerator.GetBytes(AesSiv.KeyBytes), "use"u8.ToArray(), "scope"u8.ToArray(), "class"u8.ToArray(), "1"u8.ToArray());
    private readonly Ff1 _ff1;

    public CiphersUnderTest(int values)
    {
        using var root = KeyRoot.Create(1);
        using var secret = RecipientSecret.Create();
        _tokens = (TokenKey)FieldKey.Derive(KeyUse.Token, root, secret, "agreement:one", "customer-number");
        _gcm = new AesGcm(_key, TagBytes);
        (_values, _ids, _ff1) = (values, RandomNumberGenerator.GetBytes(values * IdBytes), new Ff1(_key, 10));
        _numerals = [.. Enumerable.Range(0, values * Digits).Select(_ => (byte)RandomNumberGenerator.GetInt32(10))];
        _room = new byte[_tokens.MaxTokenLength];
    }

    public IEnumerable<RewriterCase> Cases()
    {
        yield return Case("AES-SIV of a padded 16-byte id", Seal, "two AES-GCM, one-shot", Gcm, 1);
        yield return Case("AES-SIV of a padded 16-byte id", Seal, "two AES-GCM, kept instance", KeptGcm, 1);
        yield return Case("token with its text", Tokens, "two AES-GCM, one-shot", Gcm, 1);
        yield return Case("FF1 of 16 digits", Format, "BouncyCastle", Oracle, 10);
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _siv.Dispose();
        _gcm.Dispose();
        _ff1.Dispose();
    }

    private RewriterCase Case(string name, Action ours, string yardstick, Action theirs, double must) =>
        new(name, _ids.Length, _values, new Contender("ours", ours), new Contender(yardstick, theirs), must, must);

    private ReadOnlySpan<byte> Id(int i) => _ids.AsSpan(i * IdBytes, IdBytes);

    // As a token has it: the id and its padding, 32 bytes.
    private void Seal()
    {
        Span<byte> padded = stackalloc byte[2 * IdBytes];
        padded.Clear();
        padded[IdBytes] = 0x80;
        for (int i = 0; i < _values; i++)
        {
            Id(i).CopyTo(padded);
            _siv.Seal(padded, _room.AsSpan(0, padded.Length + AesSiv.OverheadBytes));
        }
    }

    private void Tokens()
    {
        for (int i = 0; i < _values; i++)
        {
            _tokens.Write(Id(i), _room);
        }
    }

    // One-shot: a new cipher for each, as the platform's API asks where no instance is kept.
    private void Gcm()
    {
        Span<byte> tag = stackalloc byte[TagBytes];
        for (int i = 0; i < 2 * _values; i++)
        {
            using var gcm = new AesGcm(_key, TagBytes);
            gcm.Encrypt(_nonce, Id(i / 2), _room.AsSpan(0, IdBytes), tag);
        }
    }

    private void KeptGcm()
    {
        Span<byte> tag = stackalloc byte[TagBytes];
        for (int i = 0; i < 2 * _values; i++)
        {
            _gcm.Encrypt(_nonce, Id(i / 2), _room.AsSpan(0, IdBytes), tag);
        }
    }

    private void Format()
    {
        for (int i = 0; i < _values; i++)
        {
            _ff1.Encrypt(_tweak, _numerals.AsSpan(i * Digits, Digits));
        }
    }

    private void Oracle()
    {
        var engine = new FpeFf1Engine();
        engine.Init(true, new FpeParameters(new KeyParameter(_key), 10, _tweak));
        for (int i = 0; i < _values; i++)
        {
            engine.ProcessBlock(_numerals, i * Digits, Digits, _room, 0);
        }
    }
}
