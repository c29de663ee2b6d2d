using System.Buffers.Binary;

namespace ShareGateway.Privacy.Ciphers;

/// <summary>
/// FF1 on AES-256 (NIST SP 800-38G revision 1): a text of numerals becomes another of the same length. Exact integers throughout. Domains below
/// a million are refused, as revision 1 demands. Safe for several threads; allocates nothing per value.
/// </summary>
internal sealed class Ff1 : IDisposable
{
    public const int MaxRadix = 36;

    private const int Rounds = 10;
    private const int MinDomain = 1_000_000;
    private const int MaxHalfBits = 96; // then d is 16 at most, and the round function is one AES block

    private readonly AesPool _aes;
    private readonly int _radix;
    private readonly UInt128[] _powers; // of the radix; as many as half a text may have numerals, and one

    /// <summary>Prepares a key.</summary>
    /// <param name="key">32 bytes; copied. 16 and 24, as the standard's examples have, work too.</param>
    /// <param name="radix">2 to 36.</param>
    public Ff1(ReadOnlySpan<byte> key, int radix)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(radix, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radix, MaxRadix);
        var powers = new List<UInt128> { 1 };
        while (powers[^1] <= ((UInt128)1 << MaxHalfBits) / (uint)radix)
        {
            powers.Add(powers[^1] * (uint)radix);
        }

        (_aes, _radix, _powers) = (new AesPool(key), radix, [.. powers]);
        MinLength = powers.FindIndex(power => power >= MinDomain);
    }

    /// <summary>The fewest numerals: radix^n is a million at least.</summary>
    public int MinLength { get; }

    /// <summary>The most numerals.</summary>
    public int MaxLength => 2 * (_powers.Length - 1);

    /// <summary>Encrypts in place.</summary>
    /// <param name="tweak">Whatever the result is to depend on besides key and text; any length.</param>
    /// <param name="numerals">Each below the radix; <see cref="MinLength"/> to <see cref="MaxLength"/> of them.</param>
    /// <exception cref="ArgumentException">Too few or too many numerals, or one that is none.</exception>
    public void Encrypt(ReadOnlySpan<byte> tweak, Span<byte> numerals) => Run(tweak, numerals, decrypts: false);

    /// <summary>Decrypts in place.</summary>
    /// <inheritdoc cref="Encrypt"/>
    public void Decrypt(ReadOnlySpan<byte> tweak, Span<byte> numerals) => Run(tweak, numerals, decrypts: true);

    /// <summary>Zeroes the key. Not to be called while a value is written.</summary>
    public void Dispose() => _aes.Dispose();

    private void Run(ReadOnlySpan<byte> tweak, Span<byte> numerals, bool decrypts)
    {
        if (numerals.Length < MinLength || numerals.Length > MaxLength || numerals.ContainsAnyExceptInRange((byte)0, (byte)(_radix - 1)))
        {
            throw new ArgumentException($"expected {MinLength} to {MaxLength} numerals below {_radix}", nameof(numerals));
        }

        int u = numerals.Length / 2;
        var worker = _aes.Rent();
        StartChain(worker, tweak, u, numerals.Length);
        var (a, b) = (NumberOf(numerals[..u]), NumberOf(numerals[u..]));
        for (int i = 0; i < Rounds; i++)
        {
            // Decryption runs the rounds backwards, with the halves exchanged.
            int round = decrypts ? Rounds - 1 - i : i;
            var modulus = _powers[round % 2 == 0 ? u : numerals.Length - u];
            var y = Round(worker, tweak, round, decrypts ? a : b, numerals.Length - u) % modulus;
            (a, b) = decrypts ? (b >= y ? b - y : b + modulus - y, a) : (b, (a + y) % modulus);
        }

        _aes.Return(worker);
        Write(a, numerals[..u]);
        Write(b, numerals[u..]);
    }

    /// <summary>The part of the MAC that all rounds share: P and the whole blocks of the tweak, left in the room's second block.</summary>
    private void StartChain(AesWorker worker, ReadOnlySpan<byte> tweak, int u, int length)
    {
        Span<byte> p = stackalloc byte[AesWorker.BlockBytes];
        (p[0], p[1], p[2], p[5], p[6], p[7]) = (1, 2, 1, (byte)_radix, Rounds, (byte)u);
        BinaryPrimitives.WriteInt32BigEndian(p[8..], length);
        BinaryPrimitives.WriteInt32BigEndian(p[12..], tweak.Length);
        worker.Chain.Clear();
        worker.Append(p);
        worker.Append(tweak);
        worker.Chain.CopyTo(worker.Room(AesWorker.BlockBytes));
    }

    /// <summary>The first d bytes of the MAC of P ‖ Q as a number.</summary>
    private UInt128 Round(AesWorker worker, ReadOnlySpan<byte> tweak, int round, UInt128 half, int v)
    {
        int b = (BitLength(_powers[v] - 1) + 7) / 8;
        int d = (4 * ((b + 3) / 4)) + 4;
        var rest = tweak[(tweak.Length / AesWorker.BlockBytes * AesWorker.BlockBytes)..];
        int length = (rest.Length + b + AesWorker.BlockBytes) / AesWorker.BlockBytes * AesWorker.BlockBytes;
        Span<byte> q = stackalloc byte[2 * AesWorker.BlockBytes];
        q = q[..length];
        q.Clear();
        rest.CopyTo(q);
        q[^(b + 1)] = (byte)round;
        WriteNumber(half, q[^b..]);
        worker.Room(AesWorker.BlockBytes).CopyTo(worker.Chain);
        worker.Append(q);
        return BinaryPrimitives.ReadUInt128BigEndian(worker.Chain) >> (8 * (AesWorker.BlockBytes - d));
    }

    private static void WriteNumber(UInt128 number, Span<byte> bytes)
    {
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            bytes[i] = (byte)number;
            number >>= 8;
        }
    }

    private static int BitLength(UInt128 number) => 128 - (int)UInt128.LeadingZeroCount(number);

    private UInt128 NumberOf(ReadOnlySpan<byte> numerals)
    {
        UInt128 number = 0;
        foreach (byte numeral in numerals)
        {
            number = (number * (uint)_radix) + numeral;
        }

        return number;
    }

    private void Write(UInt128 number, Span<byte> numerals)
    {
        for (int i = numerals.Length - 1; i >= 0; i--)
        {
            (number, var numeral) = UInt128.DivRem(number, (uint)_radix);
            numerals[i] = (byte)numeral;
        }
    }
}
