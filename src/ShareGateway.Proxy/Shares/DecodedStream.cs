using System.IO.Compression;

namespace ShareGateway.Proxy.Shares;

/// <summary>
/// An upstream body without its content coding. What a few bytes may grow into is bounded, so that no upstream can make the gateway
/// unfold a bomb. Read-only, asynchronous only.
/// </summary>
internal sealed class DecodedStream : BodyStream
{
    /// <summary>Bytes out for each byte in. Records in the tightest coding reach 30; a bomb reaches 1,000 and more.</summary>
    private const int MostRatio = 100;

    /// <summary>What a body may always grow to, so that a short one with much white space passes.</summary>
    private const int Slack = 1 << 20;

    /// <summary>A switch of the runtime: without it, decoders take a body that was cut for a whole one.</summary>
    private const string StrictSwitch = "System.IO.Compression.UseStrictValidation";

    private static readonly Lazy<bool> NoticesCuts = new(TryOut);

    private readonly CountedStream _coded;
    private readonly Stream _plain;
    private readonly long _mostBytes;
    private long _bytes;

    /// <summary>Sets the switch that decoders need. To be called before any of them is used in the process.</summary>
    public static void PrepareDecoders() => AppContext.SetSwitch(StrictSwitch, true);

    /// <param name="body">The body as it comes; disposed with this one.</param>
    /// <param name="coding"><c>gzip</c>, <c>br</c> or <c>deflate</c> (RFC 9110, section 8.4.1: a zlib stream).</param>
    /// <param name="mostBytes">The most bytes to hand out.</param>
    public DecodedStream(Stream body, string coding, long mostBytes)
    {
        if (!NoticesCuts.Value)
        {
            throw new InvalidOperationException("the process read coded data before the gateway could make decoders strict");
        }

        _coded = new(body);
        _mostBytes = mostBytes;
        _plain = coding switch
        {
            "gzip" => new GZipStream(_coded, CompressionMode.Decompress),
            "br" => new BrotliStream(_coded, CompressionMode.Decompress),
            "deflate" => new ZLibStream(_coded, CompressionMode.Decompress),
            _ => throw new ArgumentOutOfRangeException(nameof(coding)),
        };
    }

    /// <inheritdoc/>
    /// <exception cref="UnusableUpstreamException">Not of the coding, cut short, or grown beyond the bounds.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await _plain.ReadAsync(buffer, cancellationToken);
            _bytes += read;
            return _coded.Bytes == 0 || _bytes > _mostBytes || _bytes > Slack + (MostRatio * _coded.Bytes) ? throw new UnusableUpstreamException() : read;
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException) // the latter is Brotli's
        {
            throw new UnusableUpstreamException(); // which of them, a decoder's text could quote
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _plain.Dispose();
            _coded.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Cuts a made-up body, as it is read long after the switch was set, and looks whether each decoder says so.</summary>
    private static bool TryOut() =>
        IsRefused([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B], static coded => new GZipStream(coded, CompressionMode.Decompress))
        && IsRefused([0x78, 0x9C, 0x4B], static coded => new ZLibStream(coded, CompressionMode.Decompress))
        && IsRefused([0x0B, 0x02, 0x80], static coded => new BrotliStream(coded, CompressionMode.Decompress));

    private static bool IsRefused(byte[] cut, Func<Stream, Stream> decoder)
    {
        using var plain = decoder(new MemoryStream(cut));
        try
        {
            while (plain.ReadByte() >= 0)
            {
                // what there is may be read
            }

            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    /// <summary>Counts what a decoder takes.</summary>
    private sealed class CountedStream(Stream inner) : BodyStream
    {
        public long Bytes { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Bytes += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
