using System.Text;

namespace ShareGateway.Audit.Verification;

/// <summary>Reads files that a gateway may be writing at this moment.</summary>
internal static class LogReading
{
    private const int BufferBytes = 1 << 16;
    private const int MaxSmallFile = 4096;

    public static FileStream Open(string path) => Open(path, BufferBytes);

    /// <summary>The same without a buffer: for who reads many frames at a time into one of its own.</summary>
    public static FileStream OpenFrames(string path) => Open(path, bufferBytes: 0);

    private static FileStream Open(string path, int bufferBytes) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferBytes);

    /// <summary>Reads a small text; null when there is no such file. A longer file is cut, which no reader of these texts accepts.</summary>
    public static string? SmallText(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = Open(path);
        byte[] bytes = new byte[MaxSmallFile + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
