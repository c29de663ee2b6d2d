using System.Text;

namespace ShareGateway.Privacy.Keys;

/// <summary>
/// Random ids, such as a disclosure's. They tell nothing about a person, a moment or a machine, and cannot be guessed.
/// </summary>
public static class RandomId
{
    /// <summary>A fresh id: 128 bits of the system's random source as 26 characters <c>a-z2-7</c>.</summary>
    public static string Create()
    {
        Span<byte> bytes = stackalloc byte[Base32.InputBytes];
        Span<byte> text = stackalloc byte[Base32.TextLength];
        RandomDraw.Fill(bytes);
        Base32.Write(bytes, text);
        return Encoding.ASCII.GetString(text);
    }
}
