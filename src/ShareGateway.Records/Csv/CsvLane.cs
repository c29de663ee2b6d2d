using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records.Json;
using ShareGateway.Records.Programs;

namespace ShareGateway.Records.Csv;

/// <summary>
/// The way of a plain row into a row of the answer, settled once for a body: which cells are copied, neighbours in one piece, which are mapped,
/// and which go the long way. Only for sinks that take cells in the program's order.
/// </summary>
internal sealed class CsvLane
{
    private readonly Step[] _steps;
    private readonly CsvSink _sink;

    private CsvLane(Step[] steps, CsvSink sink) => (_steps, _sink) = (steps, sink);

    /// <summary>Settles the way of a body's rows.</summary>
    public static CsvLane Build(ProgramNode root, CsvHeader header, CsvSink sink)
    {
        var steps = new List<Step>();
        Collect(root, header, steps);
        for (int i = steps.Count - 2; i >= 0; i--)
        {
            if (steps[i].IsFollowedBy(steps[i + 1]))
            {
                steps[i] = steps[i] with { Run = steps[i + 1].Run + 1 };
            }
        }

        return new CsvLane([.. steps], sink);
    }

    /// <summary>Leads a row to the sink.</summary>
    /// <param name="row">Its bytes.</param>
    /// <param name="cells">Where its cells lie.</param>
    /// <param name="otherwise">Does what a cell needs that cannot be copied or mapped.</param>
    [MethodImpl(MethodImplOptions.NoInlining)] // the loop has the registers to itself
    public void Take(ReadOnlySpan<byte> row, PlainRow cells, CsvInput otherwise)
    {
        var ends = cells.Ends;
        var steps = _steps.AsSpan();
        for (int i = 0; i < steps.Length; i++)
        {
            ref readonly var step = ref steps[i];
            int start = ends[step.Column] + 1;
            int end = ends[step.Column + step.Run];
            if (step.Work is CellWork.Map)
            {
                if (start < end && cells.IsAscii(start, end) && _sink.TryWriteMapped(step.Leaf, row[start..end]))
                {
                    continue;
                }
            }
            else if (step.Work is not CellWork.Look && Copies(steps.Slice(i, step.Run), row, ends.Slice(step.Column, step.Run + 1)))
            {
                _sink.WriteCells(step.Leaf.Column, step.Run, row[start..end]);
                i += step.Run - 1;
                continue;
            }

            var cell = row[start..ends[step.Column + 1]];
            otherwise.ReadCell(cell, hasValue: !cell.IsEmpty, step.Leaf);
        }
    }

    private static void Collect(ProgramNode node, CsvHeader header, List<Step> steps)
    {
        foreach (var child in node.Children)
        {
            if (child.Shape is NodeShape.Object)
            {
                Collect(child, header, steps);
            }
            else if (header.ColumnOf(child) is >= 0 and int column)
            {
                steps.Add(new Step(child, column, WorkOf(child), 1));
            }
        }
    }

    private static CellWork WorkOf(ProgramNode leaf) => leaf switch
    {
        { MapsText: true } => CellWork.Map,
        { IsCopied: false } => CellWork.Look,
        _ => leaf.Field!.Type switch
        {
            FieldType.Text => CellWork.CopyText,
            FieldType.Integer => CellWork.CopyInteger,
            FieldType.Number => CellWork.CopyNumber,
            FieldType.Boolean => CellWork.CopyBoolean,
            FieldType.Date or FieldType.Timestamp or FieldType.Time => CellWork.CopyTime,
            _ => CellWork.Look,
        },
    };

    /// <summary>Tells whether a run of cells leaves as it came.</summary>
    private static bool Copies(ReadOnlySpan<Step> run, ReadOnlySpan<byte> row, ReadOnlySpan<int> ends)
    {
        int end = ends[0];
        for (int i = 0; i < run.Length && i + 1 < ends.Length; i++)
        {
            int start = end + 1;
            end = ends[i + 1];

            // An empty cell is null, which every type has, and which is written as an empty cell.
            if (start < end && (run[i].Work is CellWork.CopyText ? CsvText.IsFormula(row[start]) : !Fits(run[i], row, start, end)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Fits(in Step step, ReadOnlySpan<byte> row, int start, int end) => step.Work switch
    {
        CellWork.CopyInteger => (row[start] != '0' && JsonScan.Digits(row, start) == end) || (JsonScan.Number(row, start, out bool isInteger) == end && isInteger),
        CellWork.CopyNumber => JsonScan.Number(row, start, out _) == end,
        CellWork.CopyBoolean => row[start..end] is [(byte)'t', (byte)'r', (byte)'u', (byte)'e'] or [(byte)'f', (byte)'a', (byte)'l', (byte)'s', (byte)'e'],
        _ => step.Leaf.CopiesDate(row[start..end]), // starts with a digit: no formula
    };

    /// <param name="Leaf">In the program.</param>
    /// <param name="Column">In the body.</param>
    /// <param name="Work">What is mostly done with it.</param>
    /// <param name="Run">How many steps from here on, this one included, copy cells that are neighbours in the body and in the answer.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Step(ProgramNode Leaf, int Column, CellWork Work, int Run)
    {
        private bool IsCopy => Work is not (CellWork.Look or CellWork.Map);

        public bool IsFollowedBy(Step next) => IsCopy && next.IsCopy && next.Column == Column + 1 && next.Leaf.Column == Leaf.Column + 1;
    }
}
