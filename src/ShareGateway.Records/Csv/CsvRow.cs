using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace ShareGateway.Records.Csv;

/// <summary>Takes one row apart (RFC 4180, section 2). One instance serves all rows of a body.</summary>
internal sealed class CsvRow
{
    private Cell[] _cells = new Cell[64];
    private byte[] _unquoted = new byte[256];
    private int _used;

    public int Count { get; private set; }

    /// <summary>False for a cell that is empty without quotes: no value stands there.</summary>
    public bool HasValue(int index) => _cells[index].IsQuoted || _cells[index].Length > 0;

    /// <summary>The cell's text, quotes undone.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="row">The same as was given to <see cref="Parse"/>.</param>
    public ReadOnlySpan<byte> Text(int index, ReadOnlySpan<byte> row)
    {
        var cell = _cells[index];
        return cell.IsUnquoted ? _unquoted.AsSpan(cell.Start, cell.Length) : row.Slice(cell.Start, cell.Length);
    }

    /// <summary>Finds the cells of a row.</summary>
    /// <param name="row">Without its line end.</param>
    /// <returns>The broken rule, or none.</returns>
    public RecordFault Parse(ReadOnlySpan<byte> row)
    {
        (Count, _used) = (0, 0);
        if (!Utf8.IsValid(row))
        {
            return RecordFault.NotUnicode;
        }

        int at = ParsePlain(row);
        while (at <= row.Length)
        {
            int end = at < row.Length && row[at] == '"' ? TakeQuoted(row, at) : TakePlain(row, at);
            if (end < 0)
            {
                return RecordFault.Malformed;
            }

            at = end + 1; // behind the comma
        }

        return RecordFault.None;
    }

    /// <summary>Finds cells up to the first quote or carriage return, by blocks.</summary>
    /// <returns>Where the cell starts that was not found.</returns>
    private int ParsePlain(ReadOnlySpan<byte> row)
    {
        int start = 0;
        for (int block = 0; block <= row.Length - Vector256<byte>.Count; block += Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(row), (nuint)block);
            var odd = Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\r'));
            if (odd != Vector256<byte>.Zero)
            {
                break;
            }

            uint commas = Vector256.Equals(bytes, Vector256.Create((byte)',')).ExtractMostSignificantBits();
            while (commas != 0)
            {
                int comma = block + BitOperations.TrailingZeroCount(commas);
                Add(new Cell(start, comma - start, IsQuoted: false, IsUnquoted: false));
                start = comma + 1;
                commas &= commas - 1;
            }
        }

        return start;
    }

    private void Add(Cell cell)
    {
        if (Count == _cells.Length)
        {
            Array.Resize(ref _cells, 2 * Count);
        }

        _cells[Count++] = cell;
    }

    /// <returns>Where the cell ends: at a comma or at the row's end. -1 for a stray quote or carriage return.</returns>
    private int TakePlain(ReadOnlySpan<byte> row, int start)
    {
        int length = row[start..].IndexOfAny(",\"\r"u8);
        length = length < 0 ? row.Length - start : length;
        int end = start + length;
        Add(new Cell(start, length, IsQuoted: false, IsUnquoted: false));
        return end == row.Length || row[end] == ',' ? end : -1;
    }

    private int TakeQuoted(ReadOnlySpan<byte> row, int start)
    {
        int unquotedStart = _used;
        int at = start + 1;
        while (true)
        {
            int length = row[at..].IndexOf((byte)'"');
            if (length < 0)
            {
                return -1;
            }

            Append(row.Slice(at, length));
            at += length + 1;
            if (at == row.Length || row[at] != '"')
            {
                break;
            }

            Append("\""u8);
            at++;
        }

        Add(new Cell(unquotedStart, _used - unquotedStart, IsQuoted: true, IsUnquoted: true));
        return at == row.Length || row[at] == ',' ? at : -1;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_unquoted.Length - _used < bytes.Length)
        {
            Array.Resize(ref _unquoted, Math.Max(_unquoted.Length * 2, _used + bytes.Length));
        }

        bytes.CopyTo(_unquoted.AsSpan(_used));
        _used += bytes.Length;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Cell(int Start, int Length, bool IsQuoted, bool IsUnquoted);
}
