using System.Collections.Immutable;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>A contract file as it was read. What is null was absent or wrong, and there is a finding.</summary>
internal sealed record ContractDraft(FilePlace Place, Mark At)
{
    private string? _dataset; // asked for once for each agreement

    public Placed<string>? Id { get; init; }

    public Placed<string>? Name { get; init; }

    public Placed<string>? Version { get; init; }

    public Placed<string>? Status { get; init; }

    public ContractSchema Schema { get; init; } = new();

    public ImmutableArray<ContractServer> Servers { get; init; } = [];

    public ImmutableArray<SubjectDraft> Subjects { get; init; } = [];

    public Placed<string>? CaseTwins { get; init; }

    /// <summary>The form of a leaf's values: that of its numbering where it is a subject key.</summary>
    public CanonicalForm FormOf(SchemaField leaf) => Subjects.FirstOrDefault(subject => subject.Path.Value.Equals(leaf.Path))?.Form ?? leaf.Form;

    /// <summary>The first number of the version; null when the version is wrong.</summary>
    public int? Major => Version is null ? null : int.Parse(Version.Value.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How agreements call it; null when id or version is wrong.</summary>
    public string? Dataset => _dataset ??= Id is null || Major is null ? null : $"{Id.Value}@{Major}";
}

/// <summary>One entry of <c>subjectKeys</c>.</summary>
internal sealed record SubjectDraft(Placed<FieldPath> Path, string Scheme, CanonicalForm Form, bool Required);

/// <summary>A leaf of a contract's schema.</summary>
internal sealed record SchemaField(FieldPath Path, FieldType Type, string Category, CanonicalForm Form);

/// <summary>The leaves of a contract's schema, and what else an author may name by mistake.</summary>
internal sealed class ContractSchema
{
    private readonly List<SchemaField> _inOrder = [];
    private readonly Dictionary<FieldPath, SchemaField> _leaves = [];
    private readonly Dictionary<string, string> _branches = new(StringComparer.Ordinal);
    private readonly HashSet<FieldPath> _broken = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public IEnumerable<string> Paths => _leaves.Keys.Select(path => path.ToString());

    /// <summary>The leaves in the file's order.</summary>
    public IReadOnlyList<SchemaField> Leaves => _inOrder;

    public SchemaField? Find(FieldPath path) => _leaves.GetValueOrDefault(path);

    /// <summary>True for a leaf that has a finding of its own, so that naming it elsewhere needs no second one.</summary>
    public bool IsBroken(FieldPath path) => _broken.Contains(path);

    /// <summary>For the path of an object or array: what would be a leaf.</summary>
    public string? HintFor(FieldPath path) => _branches.GetValueOrDefault(path.ToString());

    /// <summary>False when the path stands in the schema already.</summary>
    public bool TakesName(string path) => _names.Add(path);

    public void Add(SchemaField leaf)
    {
        _leaves[leaf.Path] = leaf;
        _inOrder.Add(leaf);
    }

    public void AddBroken(FieldPath path) => _broken.Add(path);

    public void AddBranch(string path, string hint) => _branches[path] = hint;
}
