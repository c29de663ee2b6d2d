using ShareGateway.Policy.Guardrails;
using ShareGateway.Policy.Loading.Yaml;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>A guardrail file: its limits, and where each stands, so that a finding about a looser file can name the line.</summary>
internal sealed class Guardrail(FilePlace place)
{
    private readonly Dictionary<(string Limit, string Term), Mark> _marks = [];

    public FilePlace Place => place;

    public string Owner { get; init; } = "";

    public long Version { get; init; }

    public Limits Limits { get; set; } = Limits.Unlimited;

    /// <summary>Every limit of this file with its place, in the file's order.</summary>
    public IEnumerable<((string Limit, string Term) What, Mark At)> Marks => _marks.Select(pair => (pair.Key, pair.Value));

    public void Stands(string limit, string term, Mark at) => _marks[(limit, term)] = at;

    public Mark? At(string limit, string term = "") => _marks.TryGetValue((limit, term), out var at) ? at : null;

    /// <summary>For a hint: <c>guardrail.yaml:7:3 allows …</c> begins with this.</summary>
    public string Cite(string limit, string term = "")
    {
        var at = At(limit, term) ?? Mark.Start;
        return FormattableString.Invariant($"{place.File}:{at.Line}:{at.Column}");
    }
}
