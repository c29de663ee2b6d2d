using System.Runtime.InteropServices;
using System.Text;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Programs;

/// <summary>One place of a record that a program knows. Filled in by <see cref="ProgramTree"/>, unchanged from then on.</summary>
internal sealed class ProgramNode
{
    private readonly List<ProgramNode> _children = [];
    private readonly byte[] _name;
    private ProgramNode(string name, string path) => (_name, Path) = (Encoding.UTF8.GetBytes(name), path);

    /// <summary>From the record's root, as in <see cref="FieldPath"/>; empty for the root.</summary>
    public string Path { get; }

    public NodeShape Shape { get; private set; }

    /// <summary>The member's name in UTF-8; empty for the root and for array elements.</summary>
    public ReadOnlySpan<byte> Name => _name;

    /// <summary>True for a leaf that is delivered as it came, and that nothing but the delivery looks at.</summary>
    public bool IsCopied { get; private set; }

    /// <summary>True for a leaf whose plain texts <see cref="FieldTransform.MapAscii"/> writes, and that nothing but the delivery looks at.</summary>
    public bool MapsText { get; private set; }

    /// <summary>Bytes of each result of a transform that can be put off; 0 for all other leaves.</summary>
    public int DeferredBytes { get; private set; }

    /// <summary>What a JSON answer writes before the value: a comma, and the member's name with its colon; the comma alone in arrays.</summary>
    public byte[] JsonKey { get; set; } = [(byte)','];

    /// <summary>Of an object, in the order in which the program names them.</summary>
    public ReadOnlySpan<ProgramNode> Children => CollectionsMarshal.AsSpan(_children);

    /// <summary>What each element of an array is.</summary>
    public ProgramNode? Element { get; private set; }

    public FieldRule? Field { get; set; }

    public SubjectField? Subject { get; set; }

    /// <summary>Position in <see cref="RecordProgram.Subjects"/>.</summary>
    public int SubjectIndex { get; set; } = -1;

    /// <summary>Position in <see cref="RecordProgram.Rows"/>; -1 without a row rule.</summary>
    public int RowIndex { get; set; } = -1;

    /// <summary>Position among all leaves.</summary>
    public int LeafIndex { get; set; } = -1;

    /// <summary>Position among delivered fields; -1 when the leaf is not delivered.</summary>
    public int Column { get; set; } = -1;

    /// <summary>True when this or something below may be delivered.</summary>
    public bool Delivers { get; private set; }

    /// <summary>True for an array of delivered values (or of such arrays): delivered even when empty.</summary>
    public bool KeepsEmpty { get; private set; }

    /// <summary>True when this or something below is a subject id.</summary>
    public bool HasSubject { get; private set; }

    /// <summary>True when this or something below is a subject id that must be there.</summary>
    public bool IsRequired { get; private set; }

    /// <summary>How many children <see cref="IsRequired"/> holds for.</summary>
    public int RequiredChildren { get; private set; }

    /// <summary>How many delivered fields stand here or below.</summary>
    public int DeliveredFields { get; private set; }

    /// <summary>The strictest failure mode of the delivered fields here and below.</summary>
    public FailureMode StrictestFailure { get; private set; } = FailureMode.Null;

    public static ProgramNode NewRoot() => new("", "") { Shape = NodeShape.Object };

    /// <summary>The child of an object by its unescaped name, or null.</summary>
    public ProgramNode? Find(ReadOnlySpan<byte> name)
    {
        foreach (var child in _children)
        {
            if (name.SequenceEqual(child._name))
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>True when any text may leave byte by byte as it stands in a JSON record, quotes included, if it holds no escapes.</summary>
    public bool CopiesText => IsCopied && Field!.Type is FieldType.Text;

    /// <summary>True when this text may.</summary>
    public bool CopiesDate(ReadOnlySpan<byte> text) => IsCopied && FieldTypes.Fits(Field!.Type, new Cell(CellKind.Text, text));

    /// <summary>True when a number may leave byte by byte.</summary>
    public bool CopiesNumber(bool isInteger) => IsCopied && (Field!.Type is FieldType.Number || (isInteger && Field.Type is FieldType.Integer));

    /// <summary>True when true, false or null may leave.</summary>
    public bool CopiesWord(CellKind kind) => IsCopied && FieldTypes.Fits(Field!.Type, new Cell(kind, []));

    /// <summary>Settles the shape.</summary>
    /// <exception cref="ArgumentException">Another path settled it otherwise.</exception>
    public void Become(NodeShape shape)
    {
        if (Shape is not NodeShape.None && Shape != shape)
        {
            throw new ArgumentException($"field `{Path}` cannot be {Shape} in one path and {shape} in another", nameof(shape));
        }

        Shape = shape;
    }

    public ProgramNode GetOrAddChild(string name)
    {
        Become(NodeShape.Object);
        var child = Find(Encoding.UTF8.GetBytes(name));
        if (child is null)
        {
            child = new ProgramNode(name, Path.Length == 0 ? name : $"{Path}.{name}");
            _children.Add(child);
        }

        return child;
    }

    public ProgramNode GetOrAddElement()
    {
        Become(NodeShape.Array);
        return Element ??= new ProgramNode("", Path + "[]");
    }

    /// <summary>Works out what depends on the nodes below.</summary>
    public void Seal()
    {
        Delivers = Column >= 0 || Path.Length == 0; // a record is delivered even when nothing in it is
        DeliveredFields = Column >= 0 ? 1 : 0;
        StrictestFailure = Column >= 0 ? Field!.OnFailure : FailureMode.Null;
        HasSubject = Subject is not null;
        bool isDeliveredOnly = Column >= 0 && Subject is null && RowIndex < 0;
        IsCopied = isDeliveredOnly && Field!.Transform.Reveals;
        MapsText = isDeliveredOnly && Field is { Type: FieldType.Text, Transform: { Reveals: false, MapsAscii: true } };
        DeferredBytes = Column >= 0 ? Field!.Transform.DeferredBytes : 0;
        IsRequired = Subject is { Required: true };
        foreach (var below in Element is null ? _children : [Element])
        {
            below.Seal();
            Absorb(below);
        }

        KeepsEmpty = Element is { Delivers: true } && (Element.Shape is NodeShape.Leaf || Element.KeepsEmpty);
    }

    private void Absorb(ProgramNode below)
    {
        Delivers |= below.Delivers;
        DeliveredFields += below.DeliveredFields;
        StrictestFailure = (FailureMode)Math.Min((int)StrictestFailure, (int)below.StrictestFailure);
        HasSubject |= below.HasSubject;
        IsRequired |= below.IsRequired;
        RequiredChildren += below.IsRequired ? 1 : 0;
    }
}
