using System.Buffers;
using System.Text;

namespace ShareGateway.Demo.Upstream;

/// <summary>Writes cells as RFC 4180 has them: commas between, quotes where needed, lines ended by CR LF.</summary>
/// <param name="output">Receives UTF-8.</param>
internal sealed class CsvLine(IBufferWriter<byte> output)
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n ");
    private bool _begun;

    /// <summary>Adds one cell.</summary>
    public void Add(string cell)
    {
        if (_begun)
        {
            output.Write(","u8);
        }

        _begun = true;
        Encoding.UTF8.GetBytes(
            cell.AsSpan().ContainsAny(Quoted) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell, output);
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        output.Write("\r\n"u8);
        _begun = false;
    }
}
