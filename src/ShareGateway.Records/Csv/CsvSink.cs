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
    /// <param name="row">The row that holds them.</param>
    /// <param name="start">Where they start.</param>
    /// <param name="end">Where they end.</param>
    public void WriteCells(int column, int count, ReadOnlySpan<byte> row, int start, int end)
    {
        if (end - start <= OutputBuffer.HeadBytes && start <= row.Length - OutputBuffer.HeadBytes)
        {
            OutputBuffer.CopyHead(row.Slice(start, OutputBuffer.HeadBytes), end - start, RoomForCell(column, OutputBuffer.HeadBytes));
        }
        else
        {
            row[start..end].CopyTo(RoomForCell(column, end - start));
        }

        Output.Advance(end - start);
        _commas += count - 1;
    }

    /// <summary>Writes a text as its transform maps it; false, and nothing written, when a spreadsheet would run it. Only when <see cref="IsOrdered"/>.</summary>
    /// <param name="node">A leaf whose transform maps.</param>
    /// <param name="row">The row that holds the text.</param>
    /// <param name="start">Where it starts: not empty, ASCII, without commas, quotes and line ends.</param>
    /// <param name="end">Where it ends.</param>
    public bool TryWriteMapped(ProgramNode node, ReadOnlySpan<byte> row, int start, int end)
    {
        int length = end - start;
        var room = RoomForCell(node.Column, Math.Max(length, FieldTransform.ShortBytes));
        if (length <= FieldTransform.ShortBytes && start <= row.Length - FieldTransform.ShortBytes)
        {
            node.Field!.Transform.MapShortAscii(row.Slice(start, FieldTransform.ShortBytes), length, room);
        }
        else
        {
            node.Field!.Transform.MapAscii(row[start..end], room[..length]);
        }

        if (CsvText.IsFormula(room[0]))
        {
            return false;
        }

        Output.Advance(length);
        return true;
    }

    public override bool CanReserve => isOrdered;

    public override int Reserve(ProgramNode node, int bytes)
    {
        _ = RoomForCell(node.Column, bytes);
        Output.Advance(bytes);
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
    private Span<byte> RoomForCell(int column, int bytes)
    {
        int commas = column - _commas;
        var room = Output.Room(commas + bytes);
        for (int i = 0; i < commas; i++)
        {
            room[i] = (byte)',';
        }

        Output.Advance(commas);
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
