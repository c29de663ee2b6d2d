using System.Runtime.InteropServices;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records.Programs;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Csv;

/// <summary>
/// Writes a record as one row, columns in the order of the rules. Absent is as null. Cells that come in the order of the columns are written
/// as they come; others are collected first.
/// </summary>
/// <param name="output">Receives the rows.</param>
/// <param name="columns">How many cells a row has.</param>
/// <param name="isOrdered">True when cells never come but in the order of the columns.</param>
internal sealed class CsvSink(OutputBuffer output, int columns, bool isOrdered) : RecordSink(output)
{
    private readonly Slot[] _slots = isOrdered ? [] : new Slot[columns];
    private byte[] _bytes = isOrdered ? [] : new byte[1024];
    private int _used;
    private int _commas;

    public override void Begin()
    {
        base.Begin();
        _slots.AsSpan().Clear();
        (_used, _commas) = (0, 0);
    }

    public override int Open(ProgramNode node) => 0;

    public override void Close(ProgramNode node, int mark)
    {
    }

    public override void Leaf(ProgramNode node, CellKind kind, ReadOnlySpan<byte> bytes)
    {
        if (isOrdered)
        {
            WriteCommas(node.Column);
            CsvText.WriteCell(Output, kind, bytes);
            return;
        }

        if (_bytes.Length - _used < bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(_used));
        _slots[node.Column] = new Slot(kind, _used, bytes.Length);
        _used += bytes.Length;
    }

    /// <summary>True when cells never come but in the order of the columns.</summary>
    public bool IsOrdered => isOrdered;

    /// <summary>Writes neighbouring cells that are written already, with the commas between them. Only when <see cref="IsOrdered"/>.</summary>
    /// <param name="column">Of the first one.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="cells">Their bytes; none needs quotes or an apostrophe.</param>
    public void WriteCells(int column, int count, ReadOnlySpan<byte> cells)
    {
        cells.CopyTo(TakeCell(column, cells.Length));
        _commas += count - 1;
    }

    /// <summary>Writes a text as its transform maps it; false, and nothing written, when a spreadsheet would run it. Only when <see cref="IsOrdered"/>.</summary>
    /// <param name="node">A leaf whose transform maps.</param>
    /// <param name="ascii">Not empty, without commas, quotes and line ends.</param>
    public bool TryWriteMapped(ProgramNode node, ReadOnlySpan<byte> ascii)
    {
        var room = TakeCell(node.Column, ascii.Length);
        node.Field!.Transform.MapAscii(ascii, room);
        if (CsvText.IsFormula(room[0]))
        {
            Output.Truncate(Output.Length - ascii.Length);
            return false;
        }

        return true;
    }

    public override bool CanReserve => isOrdered;

    public override int Reserve(ProgramNode node, int bytes)
    {
        _ = TakeCell(node.Column, bytes);
        return Output.Length - bytes;
    }

    public override void Complete()
    {
        base.Complete();
        for (int i = 0; i < _slots.Length; i++)
        {
            WriteCommas(i);
            var slot = _slots[i];
            CsvText.WriteCell(Output, slot.Kind, _bytes.AsSpan(slot.Start, slot.Length));
        }

        WriteCommas(columns - 1);
        Output.Write("\r\n"u8);
    }

    /// <summary>Room for a cell, the commas in front of it written. One comma is usual.</summary>
    private Span<byte> TakeCell(int column, int bytes)
    {
        int commas = column - _commas;
        var room = Output.Take(commas + bytes);
        for (int i = 0; i < commas; i++)
        {
            room[i] = (byte)',';
        }

        _commas = column;
        return room[commas..];
    }

    private void WriteCommas(int column)
    {
        for (; _commas < column; _commas++)
        {
            Output.Write((byte)',');
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Slot(CellKind Kind, int Start, int Length);
}
