using System.Collections.Immutable;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>Reads <c>transfers.yaml</c> of the group: the adequacy decisions of the European Commission, each with its days.</summary>
internal static class TransfersFile
{
    /// <summary>The tool that rests on these decisions, with everything narrower.</summary>
    public const string Adequacy = "eu-gdpr:A45-3";

    public static ImmutableArray<TransferDraft> Read(FilePlace place, MapReader file)
    {
        var decisions = file.RequiredMaps("decisions").Select(map => ReadDecision(place, map)).ToImmutableArray();
        file.Done();
        return decisions;
    }

    private static TransferDraft ReadDecision(FilePlace place, MapReader map)
    {
        var draft = new TransferDraft(place, map.At)
        {
            Country = map.Required("country", Values.Term(TermKind.Place)),
            Decision = map.Required("decision", Values.Line),
            From = map.Required("from", Values.Date),
            Until = map.Required("until", Values.DateOrOpen),
            OnlyFor = map.OptionalList("onlyFor", Values.Id) ?? [],
        };
        map.Done();
        return draft;
    }
}
