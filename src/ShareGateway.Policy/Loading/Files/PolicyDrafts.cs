using System.Collections.Immutable;
using ShareGateway.Policy.Guardrails;
using ShareGateway.Policy.Loading.Yaml;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>All files of a folder as they were read, in the order of their paths.</summary>
internal sealed class PolicyDrafts(ICollection<Finding> allFindings)
{
    private readonly HashSet<(string Kind, string Name)> _broken = [];
    private readonly Dictionary<string, IReadOnlyList<Guardrail>> _above = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Limits> _limits = new(StringComparer.Ordinal);
    private ILookup<string, RecipientDraft>? _recipients;
    private ILookup<string?, ContractDraft>? _contracts;

    public List<Guardrail> Guardrails { get; } = [];

    public List<RecipientDraft> Recipients { get; } = [];

    public List<ContractDraft> Contracts { get; } = [];

    public List<AgreementDraft> Agreements { get; } = [];

    /// <summary>Policy tests, not read further than their kind: what they name must be read first.</summary>
    public List<(FilePlace Place, MapReader File)> Tests { get; } = [];

    /// <summary>The lines of <c>transfers.yaml</c>, in its order.</summary>
    public List<TransferDraft> Transfers { get; } = [];

    /// <summary>Where findings about one file go.</summary>
    public FileFindings FindingsOf(FilePlace place) => new(place.File, allFindings);

    /// <summary>True when a file of this name could not be read: what refers to it needs no finding of its own.</summary>
    public bool IsBroken(string kind, string name) => _broken.Contains((kind, name));

    /// <summary>The recipients whose file has this name. To be asked when all files are read, as the next two.</summary>
    public IEnumerable<RecipientDraft> RecipientsOf(string name) =>
        (_recipients ??= Recipients.ToLookup(draft => draft.Place.Name, StringComparer.Ordinal))[name];

    /// <summary>The contracts of this id and major version.</summary>
    public IEnumerable<ContractDraft> ContractsOf(string dataset) =>
        (_contracts ??= Contracts.ToLookup(draft => draft.Dataset, StringComparer.Ordinal))[dataset];

    /// <summary>The guardrails over a place, outermost first.</summary>
    public IReadOnlyList<Guardrail> Above(FilePlace place)
    {
        if (!_above.TryGetValue(place.Scope, out var guardrails))
        {
            guardrails = [.. Guardrails.Where(guardrail => place.IsAtOrBelow(guardrail.Place.Scope)).OrderBy(guardrail => guardrail.Place.Scope.Length)];
            _above.Add(place.Scope, guardrails);
        }

        return guardrails;
    }

    /// <summary>The meet of the guardrails over a place.</summary>
    public Limits LimitsOver(FilePlace place)
    {
        if (!_limits.TryGetValue(place.Scope, out var limits))
        {
            limits = Above(place).Aggregate(Limits.Unlimited, (meet, guardrail) => meet.Meet(guardrail.Limits));
            _limits.Add(place.Scope, limits);
        }

        return limits;
    }

    /// <summary>Reads files into their kinds. They are taken apart side by side; drafts and findings come in the order of the files.</summary>
    public void Read(IReadOnlyList<SourceFile> files)
    {
        var read = files.AsParallel().AsOrdered().Select(ReadAlone).ToList();
        for (int i = 0; i < read.Count; i++)
        {
            read[i].Findings.ForEach(allFindings.Add);
            Add(files[i].Place, read[i].Draft);
        }
    }

    /// <summary>Reads one file into its kind.</summary>
    public void Read(SourceFile file) => Read([file]);

    private void Add(FilePlace place, object? draft)
    {
        switch (draft)
        {
            case Guardrail guardrail:
                Guardrails.Add(guardrail);
                break;
            case RecipientDraft recipient:
                Recipients.Add(recipient);
                break;
            case ContractDraft contract:
                Contracts.Add(contract);
                break;
            case AgreementDraft agreement:
                Agreements.Add(agreement);
                break;
            case ImmutableArray<TransferDraft> transfers:
                Transfers.AddRange(transfers);
                break;
            case TestFile test:
                Tests.Add((place, ReaderOf(place, test.Root)));
                break;
            default:
                _broken.Add((place.Kind, place.Name));
                break;
        }
    }

    // Touches nothing but the file's own findings: files are read side by side.
    private static (object? Draft, List<Finding> Findings) ReadAlone(SourceFile file)
    {
        var all = new List<Finding>();
        var findings = new FileFindings(file.Place.File, all);
        var root = file.Text is null ? null : YamlReader.Read(file.Text, findings);
        if (root is not (null or YamlMap))
        {
            findings.Add(FindingCodes.WrongShape, root.At, $"the file takes a map, got {root.Shape}", "begin with `kind:`");
        }

        return (root is YamlMap map ? DraftOf(file.Place, map, new MapReader(map, findings)) : null, all);
    }

    // A test names what other files say, so it is read after all of them, and its findings go to the common list.
    private MapReader ReaderOf(FilePlace place, YamlMap root)
    {
        var file = new MapReader(root, FindingsOf(place));
        file.PassOver("kind");
        return file;
    }

    private static object? DraftOf(FilePlace place, YamlMap root, MapReader file) => !IsOfKind(place, file) ? null : place.Kind switch
    {
        "PolicyTest" => new TestFile(root),
        "Guardrail" => GuardrailFile.Read(place, file),
        "Recipient" => RecipientFile.Read(place, file),
        "Contract" => ContractFile.Read(place, file),
        "Transfers" => TransfersFile.Read(place, file),
        _ => AgreementFile.Read(place, file),
    };

    // The folder says what a file must be; of another kind, its keys would only give findings that lead astray.
    private static bool IsOfKind(FilePlace place, MapReader file)
    {
        string expected = place.Kind == "Contract" ? "DataContract" : place.Kind; // as ODCS calls it
        if (file.Required("kind", Values.AnyText) is not { } kind)
        {
            return false;
        }

        if (kind.Value == expected)
        {
            return true;
        }

        file.Findings.Add(FindingCodes.WrongKind, kind.At, $"kind `{kind.Value}` does not belong here", $"expected `kind: {expected}` in this place");
        return false;
    }

    private sealed record TestFile(YamlMap Root);
}
