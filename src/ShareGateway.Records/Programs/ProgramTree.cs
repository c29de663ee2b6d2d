using System.Collections.Immutable;
using System.Text;

namespace ShareGateway.Records.Programs;

/// <summary>All paths of a program as one tree of names, and what hangs at its leaves.</summary>
internal sealed class ProgramTree
{
    private readonly List<ProgramNode> _leaves = [];
    private readonly List<ProgramNode> _columns = [];
    private readonly List<byte[][]> _accepted = [];

    private ProgramTree()
    {
    }

    public ProgramNode Root { get; } = ProgramNode.NewRoot();

    /// <summary>All leaves: fields, subjects and row rules.</summary>
    public IReadOnlyList<ProgramNode> Leaves => _leaves;

    /// <summary>Delivered leaves in the order of the rules; a field whose transform drops it has none.</summary>
    public IReadOnlyList<ProgramNode> Columns => _columns;

    /// <summary>True when a walk through the tree, member by member as the program names them, meets the columns in their order.</summary>
    public bool WalksInOrder { get; private set; }

    /// <exception cref="ArgumentException">See <see cref="RecordProgram.Build"/>.</exception>
    public static ProgramTree Build(ImmutableArray<FieldRule> fields, ImmutableArray<SubjectField> subjects, ImmutableArray<RowRule> rows)
    {
        var tree = new ProgramTree();
        foreach (var field in fields)
        {
            tree.Add(field);
        }

        for (int i = 0; i < subjects.Length; i++)
        {
            var leaf = tree.Leaf(subjects[i].Path);
            Once(leaf.Subject is null, subjects[i].Path, "subject fields");
            (leaf.Subject, leaf.SubjectIndex) = (subjects[i], i);
        }

        for (int i = 0; i < rows.Length; i++)
        {
            tree.Add(rows[i], i);
        }

        tree.Root.Seal();
        int next = 0;
        tree.WalksInOrder = Walk(tree.Root, ref next);
        return tree;
    }

    private static bool Walk(ProgramNode node, ref int next)
    {
        bool isInOrder = node.Column < 0 || node.Column == next++;
        foreach (var child in node.Children)
        {
            isInOrder &= Walk(child, ref next);
        }

        return isInOrder;
    }

    /// <summary>Tells whether a row rule accepts a text or a number's text.</summary>
    public bool Accepts(int rowIndex, ReadOnlySpan<byte> value)
    {
        foreach (byte[] accepted in _accepted[rowIndex])
        {
            if (value.SequenceEqual(accepted))
            {
                return true;
            }
        }

        return false;
    }

    private static void Once(bool isNew, FieldPath path, string list)
    {
        if (!isNew)
        {
            throw new ArgumentException($"path `{path}` stands twice among the {list}", nameof(path));
        }
    }

    private void Add(FieldRule field)
    {
        var leaf = Leaf(field.Path);
        Once(leaf.Field is null, field.Path, "fields");
        leaf.Field = field;
        if (!field.Transform.Drops)
        {
            leaf.Column = _columns.Count;
            _columns.Add(leaf);
        }
    }

    private void Add(RowRule row, int index)
    {
        if (row.Path.IsRepeated)
        {
            throw new ArgumentException($"row rule on `{row.Path}`: expected a path without `[]`", nameof(row));
        }

        var leaf = Leaf(row.Path);
        Once(leaf.RowIndex < 0, row.Path, "row rules");
        leaf.RowIndex = index;
        _accepted.Add([.. row.Accepted.Select(Encoding.UTF8.GetBytes)]);
    }

    private ProgramNode Leaf(FieldPath path)
    {
        var node = Root;
        foreach (var segment in path.Segments)
        {
            node = node.GetOrAddChild(segment.Name);
            for (int i = 0; i < segment.Arrays; i++)
            {
                node = node.GetOrAddElement();
            }
        }

        node.Become(NodeShape.Leaf);
        if (node.LeafIndex < 0)
        {
            node.LeafIndex = _leaves.Count;
            _leaves.Add(node);
        }

        return node;
    }
}
