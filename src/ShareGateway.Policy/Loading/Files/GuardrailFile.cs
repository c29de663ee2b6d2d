using System.Collections.Immutable;
using ShareGateway.Policy.Guardrails;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>Reads <c>guardrail.yaml</c>. The group's guardrail must state every limit; the ones below state what they tighten.</summary>
internal static class GuardrailFile
{
    public const string ForbidPurposes = "forbidPurposes";
    public const string LegalBasisFor = "legalBasisFor";
    public const string FieldActions = "fieldActions";
    public const string FreeWithin = "freeWithin";
    public const string ElsewhereNeeds = "elsewhereNeeds";
    public const string RecipientRetention = "recipientRetention";
    public const string AgreementLength = "agreementLength";
    public const string ConsentAge = "consentAge";
    public const string ConsentStaleness = "consentStaleness";
    public const string MinimumGroup = "minimumGroup";
    public const string Reidentification = "reidentification";

    public const long LeastGroup = 2;
    public const long MostGroup = 1_000_000;

    public static Guardrail Read(FilePlace place, MapReader file)
    {
        bool isGroup = place.Scope.Length == 0;
        var guardrail = new Guardrail(place)
        {
            Owner = file.Required("owner", Values.Email)?.Value ?? "",
            Version = file.Required("version", Values.Number(1, int.MaxValue))?.Value ?? 0,
        };
        ReadForbidden(guardrail, file, isGroup);
        ReadRules(guardrail, MapOf(file, LegalBasisFor, isGroup), LegalBasisFor, TermKind.Purpose, Values.Term(TermKind.LegalBasis));
        ReadRules(guardrail, MapOf(file, FieldActions, isGroup), FieldActions, TermKind.DataCategory, TransformName);
        ReadTransfer(guardrail, MapOf(file, "transfer", isGroup), isGroup);
        ReadMaximum(guardrail, MapOf(file, "maximum", isGroup), isGroup);
        ReadPeople(guardrail, file, isGroup);
        file.Done();
        return guardrail;
    }

    /// <summary>A number of people; one person is no group.</summary>
    internal static Reading<long> GroupSize(string text) => Values.Number(LeastGroup, MostGroup)(text);

    internal static Reading<string> TransformName(string text)
    {
        if (TransformCatalogue.Find(text) is not null)
        {
            return text;
        }

        string? hint = Nearest.Hint(text, TransformCatalogue.All.Select(definition => definition.Name));
        return new Problem(FindingCodes.UnknownTransform, $"unknown transform `{text}`", hint);
    }

    private static MapReader? MapOf(MapReader file, string key, bool required) =>
        required ? file.RequiredMap(key) : file.OptionalMap(key);

    private static void ReadForbidden(Guardrail guardrail, MapReader file, bool required)
    {
        var read = Values.Term(TermKind.Purpose);
        var purposes = required ? file.RequiredList(ForbidPurposes, read) : file.OptionalList(ForbidPurposes, read) ?? [];
        foreach (var purpose in purposes)
        {
            guardrail.Stands(ForbidPurposes, purpose.Value, purpose.At);
        }

        var set = purposes.Select(purpose => purpose.Value).ToImmutableSortedSet(StringComparer.Ordinal);
        guardrail.Limits = guardrail.Limits with { ForbiddenPurposes = set };
    }

    private static void ReadRules(Guardrail guardrail, MapReader? map, string limit, TermKind kind, Func<string, Reading<string>> read)
    {
        var rules = TermRules.None;
        foreach (var (key, value) in map?.TakeRest() ?? [])
        {
            if (map!.Read(limit, key, Values.Term(kind)) is { } term)
            {
                var accepted = map.ReadList(term.Value, value, read);
                guardrail.Stands(limit, term.Value, term.At);
                // Empty only when all of it was wrong: one finding says so, and not one more for every agreement below.
                rules = accepted.IsEmpty ? rules : rules.With(term.Value, accepted.SelectMany(item => Narrower(limit, item.Value)));
            }
        }

        guardrail.Limits = limit == LegalBasisFor
            ? guardrail.Limits with { LegalBases = rules }
            : guardrail.Limits with { FieldActions = rules };
    }

    // A narrower basis (explicit consent) satisfies a rule that accepts the broader one; written out, so that a meet is a plain intersection.
    private static IEnumerable<string> Narrower(string limit, string value) =>
        limit == LegalBasisFor ? Terms.AllWithin(value).Where(term => Terms.IsKnown(TermKind.LegalBasis, term)) : [value];

    private static void ReadTransfer(Guardrail guardrail, MapReader? map, bool required)
    {
        if (map is null)
        {
            return;
        }

        var free = Areas(map, required);
        var tools = required
            ? map.RequiredList(ElsewhereNeeds, Values.Term(TermKind.TransferBasis))
            : map.OptionalList(ElsewhereNeeds, Values.Term(TermKind.TransferBasis));
        map.Done();
        StandsHere(guardrail, map, FreeWithin, ElsewhereNeeds);
        guardrail.Limits = guardrail.Limits with
        {
            FreeWithin = SetOf(free?.SelectMany(area => Places.Members(area.Value)!)),
            ElsewhereNeeds = SetOf(tools?.Select(tool => tool.Value)),
        };
    }

    // Null also when all of it was wrong: one finding says so.
    private static ImmutableSortedSet<string>? SetOf(IEnumerable<string>? terms) =>
        terms?.ToImmutableSortedSet(StringComparer.Ordinal) is { IsEmpty: false } set ? set : null;

    // One area is written as text, several as a list.
    private static ImmutableArray<Placed<string>>? Areas(MapReader map, bool required)
    {
        if (map.PlaceOf(FreeWithin) is null && !required)
        {
            map.PassOver(FreeWithin); // absent; named so that a misspelt key gets its hint
            return null;
        }

        return map.RequiredValue(FreeWithin) switch
        {
            null => [],
            YamlList list => map.ReadList(FreeWithin, list, Values.Area),
            var value => map.Read(FreeWithin, value, Values.Area) is { } area ? [area] : [],
        };
    }

    private static void ReadMaximum(Guardrail guardrail, MapReader? map, bool required)
    {
        if (map is null)
        {
            return;
        }

        guardrail.Limits = guardrail.Limits with
        {
            RecipientRetention = One(map, RecipientRetention, Values.Calendar, required)?.Value,
            AgreementLength = One(map, AgreementLength, Values.Calendar, required)?.Value,
            ConsentAge = One(map, ConsentAge, Values.Calendar, required)?.Value,
            ConsentStaleness = One(map, ConsentStaleness, Values.Time, required)?.Value,
        };
        map.Done();
        StandsHere(guardrail, map, RecipientRetention, AgreementLength, ConsentAge, ConsentStaleness);
    }

    // The one limit that holds without a word: where the group does not allow it, pseudonyms are never led back.
    private static void ReadPeople(Guardrail guardrail, MapReader file, bool isGroup)
    {
        var reidentification = file.Optional(Reidentification, Values.Reidentified)?.Value;
        guardrail.Limits = guardrail.Limits with
        {
            MinimumGroup = (int?)file.Optional(MinimumGroup, GroupSize)?.Value,
            Reidentification = isGroup && file.PlaceOf(Reidentification) is null ? Policy.Reidentification.Never : reidentification,
        };
        StandsHere(guardrail, file, MinimumGroup, Reidentification);
    }

    private static Placed<T>? One<T>(MapReader map, string key, Func<string, Reading<T>> read, bool required) =>
        required ? map.Required(key, read) : map.Optional(key, read);

    private static void StandsHere(Guardrail guardrail, MapReader map, params ReadOnlySpan<string> limits)
    {
        foreach (string limit in limits)
        {
            if (map.PlaceOf(limit) is { } at)
            {
                guardrail.Stands(limit, "", at);
            }
        }
    }
}
