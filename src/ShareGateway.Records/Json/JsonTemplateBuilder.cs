using System.Runtime.InteropServices;
using ShareGateway.Records.Programs;

namespace ShareGateway.Records.Json;

/// <summary>
/// Compiles a template from the lanes of a record's objects: which commas, names and brackets come between two values that leave depends on
/// nothing but the record's order, so it is worked out once.
/// </summary>
internal sealed class JsonTemplateBuilder
{
    private const int MostStretches = 16;

    private readonly List<JsonTemplate.Stretch> _stretches = [];
    private readonly List<TemplateValue> _values = [];
    private readonly List<TemplatePiece> _pieces = [];
    private readonly List<byte> _lead = []; // read since the last value
    private readonly List<byte> _written = []; // to be written before the next piece
    private int _copied = -1; // the first of the values that are copied together
    private int _lastCopied;
    private byte[] _beforeCopied = [];

    private JsonTemplateBuilder()
    {
    }

    /// <summary>Compiles what was learnt of records; null when that is not enough, or a record's brackets depend on more than its order.</summary>
    public static JsonTemplate? TryBuild(MemberShape record)
    {
        var builder = new JsonTemplateBuilder();
        builder._written.Add((byte)'{');
        if (!builder.TryAddMembers(record, depth: 1) || !builder.TryMakeRoom())
        {
            return null;
        }

        builder._written.Add((byte)'}');
        builder.AddEnd();
        return builder._stretches.Count > MostStretches ? null : new JsonTemplate(CollectionsMarshal.AsSpan(builder._stretches));
    }

    /// <param name="shape">Of the object.</param>
    /// <param name="depth">How many containers are open, this one included.</param>
    private bool TryAddMembers(MemberShape shape, int depth)
    {
        var steps = shape.Lane.Steps;
        if (!shape.Lane.IsWhole || steps[^1].Required != (shape.Node?.RequiredChildren ?? 0))
        {
            return false;
        }

        bool isFirst = true; // nothing was written in it yet
        foreach (ref readonly var step in steps)
        {
            _lead.AddRange(step.Lead);
            if (!TryAddMember(step.Member, depth, ref isFirst))
            {
                return false;
            }
        }

        _lead.Add((byte)'}');
        return true;
    }

    private bool TryAddMember(JsonMember member, int depth, ref bool isFirst)
    {
        var node = member.Node;
        if (member is { Work: MemberWork.Enter, Known: { Lane.IsWhole: true } known })
        {
            return TryEnter(node!, known, depth, ref isFirst);
        }

        if (!TryMakeRoom())
        {
            return false;
        }

        if (node is null)
        {
            EndCopy();
            AddValue(member, depth);
        }
        else if (node.Shape is not NodeShape.Leaf)
        {
            AddContainer(member, depth);

            // It may write nothing: whether there is a comma behind it, and whether its object stands there at all, must not depend on it.
            return !(node.Delivers && isFirst);
        }
        else if (node.Delivers)
        {
            AddDelivered(member, depth, isFirst);
            isFirst = false;
        }
        else
        {
            EndCopy();
            AddValue(member, depth);
            AddPiece(PieceWork.Take, [], 0);
        }

        return true;
    }

    private bool TryEnter(ProgramNode node, MemberShape shape, int depth, ref bool isFirst)
    {
        if (!node.Delivers)
        {
            return TryAddMembers(shape, depth + 1);
        }

        _written.AddRange(Key(node, isFirst));
        isFirst = false;
        _written.Add((byte)'{');
        bool isAdded = Writes(shape) && TryAddMembers(shape, depth + 1);
        _written.Add((byte)'}');
        return isAdded;
    }

    /// <summary>True when an object will hold something whatever its values are.</summary>
    private static bool Writes(MemberShape shape)
    {
        foreach (ref readonly var step in shape.Lane.Steps)
        {
            if (step.Member.Node is { Delivers: true, Shape: NodeShape.Leaf } ||
                (step.Member is { Node.Delivers: true, Known: { Lane.IsWhole: true } known } && Writes(known)))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> Key(ProgramNode node, bool isFirst) => isFirst ? node.JsonKey.AsSpan(1) : node.JsonKey;

    private void AddDelivered(JsonMember member, int depth, bool isFirst)
    {
        var key = Key(member.Node!, isFirst);
        if (member.IsCopied)
        {
            _written.AddRange(key);
            AddCopied(member, depth);
            return;
        }

        EndCopy();
        AddValue(member, depth);
        bool maps = member.Work is MemberWork.MapText;
        _written.AddRange(maps ? key : []);
        AddPiece(maps ? PieceWork.Map : PieceWork.Take, CollectionsMarshal.AsSpan(_written), maps ? key.Length : 0);
        _written.Clear();
    }

    /// <summary>Adds a value that leaves as it came, together with those before it if nothing between them changes.</summary>
    private void AddCopied(JsonMember? member, int depth)
    {
        if (_copied < 0 || !CollectionsMarshal.AsSpan(_lead).SequenceEqual(CollectionsMarshal.AsSpan(_written)))
        {
            EndCopy();
            _beforeCopied = [.. _written];
        }

        AddValue(member, depth);
        _lastCopied = _values.Count - 1;
        _copied = _copied < 0 ? _lastCopied : _copied;
        _written.Clear();
    }

    private void EndCopy()
    {
        if (_copied >= 0)
        {
            _pieces.Add(new TemplatePiece(_beforeCopied, PieceWork.Copy, _copied, _lastCopied, _values[_copied].Length, 0, null));
            _copied = -1;
        }
    }

    private void AddPiece(PieceWork work, ReadOnlySpan<byte> literal, int keyBytes) =>
        _pieces.Add(new TemplatePiece(literal, work, _values.Count - 1, _values.Count - 1, _values[^1].Length, keyBytes, _values[^1].Member?.Node?.Field?.Transform));

    private void AddValue(JsonMember? member, int depth)
    {
        var lead = CollectionsMarshal.AsSpan(_lead);
        for (; lead.Length > TemplateValue.LeadBytes; lead = lead[TemplateValue.LeadBytes..])
        {
            _values.Add(new TemplateValue(lead[..TemplateValue.LeadBytes], null, depth));
        }

        _values.Add(new TemplateValue(lead, member, depth));
        _lead.Clear();
    }

    private void AddContainer(JsonMember member, int depth)
    {
        EndCopy();
        AddValue(null, depth);
        if (member.Node!.Delivers)
        {
            AddPiece(PieceWork.None, CollectionsMarshal.AsSpan(_written), 0);
            _written.Clear();
        }

        EndStretch(member, depth);
    }

    private void AddEnd()
    {
        AddCopied(null, 0);
        EndCopy();
        EndStretch(null, 0);
    }

    private void EndStretch(JsonMember? container, int depth)
    {
        _stretches.Add(new JsonTemplate.Stretch(CollectionsMarshal.AsSpan(_values), CollectionsMarshal.AsSpan(_pieces), container, depth));
        _values.Clear();
        _pieces.Clear();
    }

    /// <summary>Begins another stretch where the values of this one would be too many; false when what stands before the next value is too long.</summary>
    private bool TryMakeRoom()
    {
        int needed = 1 + (_lead.Count / TemplateValue.LeadBytes);
        if (_values.Count + needed > JsonTemplate.Stretch.MostValues)
        {
            EndCopy();
            EndStretch(null, 0);
        }

        return needed <= JsonTemplate.Stretch.MostValues;
    }
}
