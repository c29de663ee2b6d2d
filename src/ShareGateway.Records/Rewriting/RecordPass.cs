using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records.Programs;

namespace ShareGateway.Records.Rewriting;

/// <summary>
/// One record's way through the program: delivered values go to the sink as they are met, ids and row rules are noted, and at the end it is
/// judged. A value that fails its transform is remembered, not thrown: a record that is withheld anyway must not show (I3).
/// </summary>
internal sealed class RecordPass(RecordProgram program, RecordSink sink)
{
    private readonly ProgramTree _tree = program.Tree;
    private readonly CellBuffer _transformed = new();
    private readonly int[] _ids = new int[program.Subjects.Length];
    private readonly bool[] _required = [.. program.Subjects.Select(s => s.Required)];
    private readonly bool[] _rows = new bool[program.Rows.Length];
    private readonly byte[] _lead = program.Lead is null ? [] : new byte[CanonicalValue.MaxBytes];
    private int _leadLength;
    private FailureMode _failure;
    private bool _unreadable;
    private readonly DeferredValues?[] _deferredOf = new DeferredValues?[program.Tree.Columns.Count]; // by column; null before the first value
    private readonly List<DeferredValues> _deferred = [];

    public RecordProgram Program => program;

    public ProgramNode Root => _tree.Root;

    public RecordSink Sink => sink;

    /// <summary>Those of the record under way, and of the records that wait for their verdict.</summary>
    public RecordBatch People { get; } = new();

    public UnknownNames Unknown { get; } = new();

    /// <summary>Values of this record that are delivered as null, or left out, because they failed.</summary>
    public int CellsNulled { get; private set; }

    /// <summary>Starts a record; nothing of the last one holds for it.</summary>
    public void Begin()
    {
        People.Begin();
        foreach (var values in _deferred)
        {
            values.Drop();
        }

        foreach (ref int id in _ids.AsSpan())
        {
            id = 0; // there are few: no call is worth it
        }

        foreach (ref bool row in _rows.AsSpan())
        {
            row = false;
        }

        (_failure, _unreadable, CellsNulled, _leadLength) = (FailureMode.Null, false, 0, 0);
        sink.Begin();
    }

    /// <summary>Someone's id is missing or cannot be read: the record is withheld (I4).</summary>
    public void MarkUnreadable() => _unreadable = true;

    /// <summary>Says whose record it is, before the first value; only for programs with a <see cref="RecordProgram.Lead"/>.</summary>
    /// <param name="id">As it stands in the record, or canonical; one that cannot be read is nobody's.</param>
    public void SetLead(ReadOnlySpan<byte> id) => CanonicalValue.TryWrite(program.Lead!.Form, id, _lead, out _leadLength);

    /// <summary>A value stands at a leaf.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="kind">Never <see cref="CellKind.None"/>.</param>
    /// <param name="bytes">As <see cref="Cell.Bytes"/>.</param>
    public void Leaf(ProgramNode leaf, CellKind kind, ReadOnlySpan<byte> bytes)
    {
        if (leaf.Subject is { } subject)
        {
            ReadId(subject, leaf.SubjectIndex, kind, bytes);
        }

        if (leaf.RowIndex >= 0)
        {
            _rows[leaf.RowIndex] = kind is CellKind.Text or CellKind.Number && _tree.Accepts(leaf.RowIndex, bytes);
        }

        if (leaf.Delivers)
        {
            Deliver(leaf, leaf.Field!, new Cell(kind, bytes));
        }
    }

    /// <summary>A container stands where a value should, or another kind of container, or a value (but for null) where a container should.</summary>
    public void Misfit(ProgramNode node)
    {
        _unreadable |= node.HasSubject;
        if (node.Delivers)
        {
            Fail(node);
        }
    }

    /// <summary>Tells, once the record was read, whether nobody need be asked: it is withheld.</summary>
    public bool IsWithheld(out Verdict verdict)
    {
        bool isReadable = !_unreadable && HasAllIds();
        verdict = isReadable ? Verdict.ByRule : Verdict.Unreadable;
        return !isReadable || _rows.AsSpan().Contains(false);
    }

    /// <summary>What becomes of the record if the people in it may be shared.</summary>
    public Verdict IfAdmitted => _failure switch
    {
        FailureMode.Null => Verdict.Admitted,
        FailureMode.DropRecord => Verdict.Unreadable,
        _ => Verdict.Unfit,
    };

    /// <summary>The record is all there and waits for its verdict, together with those before it.</summary>
    public void Keep()
    {
        sink.Complete();
        People.Add();
        foreach (var values in _deferred)
        {
            values.Keep();
        }
    }

    /// <summary>Forgets everybody and every value that waits, and gives their memory back.</summary>
    public void Release()
    {
        People.Release();
        foreach (var values in _deferred)
        {
            values.Release();
        }
    }

    /// <summary>Writes what was put off in the records that wait.</summary>
    public void CompleteDeferred(Span<byte> output)
    {
        foreach (var values in _deferred)
        {
            values.Complete(output);
        }
    }

    private void ReadId(SubjectField subject, int index, CellKind kind, ReadOnlySpan<byte> bytes)
    {
        if (kind is CellKind.Null && !subject.Required)
        {
            return;
        }

        _ids[index]++;
        _unreadable |= !(kind is CellKind.Text or CellKind.Number && People.TryAdd(subject, bytes));
    }

    private bool HasAllIds()
    {
        for (int i = 0; i < _ids.Length; i++)
        {
            if (_ids[i] == 0 && _required[i])
            {
                return false;
            }
        }

        return People.Current.Count > 0;
    }

    private void Deliver(ProgramNode leaf, FieldRule field, in Cell value)
    {
        // Texts were checked with their record.
        bool fits = (field.Type is FieldType.Text && value.Kind is CellKind.Text) || FieldTypes.Fits(field.Type, value);
        if (!fits)
        {
            Fail(leaf);
        }
        else if (field.Transform.Reveals)
        {
            sink.Leaf(leaf, value.Kind, value.Bytes);
        }
        else if (leaf.DeferredBytes > 0 && sink.CanReserve && value.Kind is CellKind.Text or CellKind.Number)
        {
            Defer(leaf, value);
        }
        else
        {
            Transform(leaf, field, value);
        }
    }

    private void Transform(ProgramNode leaf, FieldRule field, in Cell value)
    {
        _transformed.Clear();
        if (TryApply(field.Transform, value) && _transformed.Kind is not CellKind.None)
        {
            sink.Leaf(leaf, _transformed.Kind, _transformed.Bytes);
        }
        else
        {
            Fail(leaf);
        }
    }

    private void Defer(ProgramNode leaf, in Cell value)
    {
        var values = _deferredOf[leaf.Column] ?? AddDeferred(leaf);
        if (!values.TryAdd(value.Bytes))
        {
            Fail(leaf);
            return;
        }

        values.Place(sink.Reserve(leaf, leaf.DeferredBytes));
    }

    private DeferredValues AddDeferred(ProgramNode leaf)
    {
        var values = new DeferredValues(leaf.Field!.Transform);
        _deferred.Add(values);
        return _deferredOf[leaf.Column] = values;
    }

    private bool TryApply(FieldTransform transform, in Cell value) => _lead.Length == 0
        ? transform.TryApply(value, _transformed)
        : transform.TryApply(value, _lead.AsSpan(0, _leadLength), _transformed);

    private void Fail(ProgramNode node)
    {
        _failure = (FailureMode)Math.Min((int)_failure, (int)node.StrictestFailure);
        CellsNulled += node.DeliveredFields;
        if (node.Shape is NodeShape.Leaf)
        {
            sink.Leaf(node, CellKind.Null, []);
        }
    }
}
