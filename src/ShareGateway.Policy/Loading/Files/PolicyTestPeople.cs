using System.Collections.Immutable;
using System.Text;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>Reads the people of a policy test, and holds the records against them.</summary>
internal sealed class PolicyTestPeople(PolicyTestNames names, IReadOnlyCollection<PolicyTestDataset> datasets, FileFindings findings)
{
    private readonly Dictionary<(string Scheme, string Canonical), string> _byId = [];

    /// <summary>Reads the map of names to people; absent, there is nobody.</summary>
    public ImmutableArray<PolicyTestPerson> Read(MapReader? people)
    {
        var read = ImmutableArray.CreateBuilder<PolicyTestPerson>();
        foreach (var (name, value) in people?.TakeRest() ?? [])
        {
            if (people!.AsMap(name.Text, value) is { } person)
            {
                people.Read("people", name, Values.Line);
                read.Add(new PolicyTestPerson(name.Text, ReadIds(name.Text, person.RequiredMap("ids")), [.. person.OptionalMaps("consents").Select(ReadConsent)]));
                person.Done();
            }
        }

        CheckRecords();
        return read.ToImmutable();
    }

    private ImmutableArray<PolicyTestId> ReadIds(string name, MapReader? ids)
    {
        var read = ImmutableArray.CreateBuilder<PolicyTestId>();
        foreach (var (scheme, value) in ids?.TakeRest() ?? [])
        {
            var form = FormOf(scheme);
            var id = ids!.Read(scheme.Text, value, text => Readable(form, text));
            if (form is not { } known || id is null)
            {
                continue;
            }

            read.Add(new PolicyTestId(scheme.Text, known, id.Value));
            if (!_byId.TryAdd((scheme.Text, Canonical(known, id.Value)!), name))
            {
                string text = $"`{id.Value}` is `{_byId[(scheme.Text, Canonical(known, id.Value)!)]}` already";
                findings.Add(FindingCodes.TwinId, id.At, text, "an id names one person");
            }
        }

        return read.ToImmutable();
    }

    private CanonicalForm? FormOf(YamlText scheme)
    {
        var subjects = datasets.SelectMany(dataset => dataset.Contract.Subjects).ToList();
        if (subjects.Find(subject => subject.Scheme == scheme.Text) is { } found)
        {
            return found.Form;
        }

        string hint = Nearest.Hint(scheme.Text, subjects.Select(subject => subject.Scheme))
            ?? "expected a `scheme` of a contract whose records this test holds";
        findings.Add(FindingCodes.WrongValue, scheme.At, $"unknown numbering `{scheme.Text}`", hint);
        return null;
    }

    private PolicyTestConsent ReadConsent(MapReader consent)
    {
        var state = consent.Required("state", PolicyTestNames.State);
        var purpose = consent.Required("purpose", Values.Term(TermKind.Purpose));
        var recipient = consent.Optional("recipient", names.Recipient);
        var at = consent.Required("at", PolicyTestValues.Moment);
        var until = consent.Optional("until", PolicyTestValues.Moment);
        consent.Done();
        if (until is not null && at is not null && (until.Value <= at.Value || state?.Value is not ("dpv:ConsentGiven" or "dpv:RenewedConsentGiven")))
        {
            findings.Add(FindingCodes.WrongValidity, until.At, $"`until: {until.Written}` cannot be", "only a consent that is given or renewed ends, and later than it began");
        }

        return new PolicyTestConsent(state?.Value ?? "", purpose?.Value ?? "", recipient?.Value, at?.Value ?? default, until?.Value);
    }

    // An id that no person has would be withheld, and the test would show nothing about anyone.
    private void CheckRecords()
    {
        foreach (var dataset in datasets)
        {
            foreach (var (path, text) in dataset.Texts)
            {
                var subject = dataset.Contract.Subjects.FirstOrDefault(subject => subject.Path.Value.ToString() == path);
                if (subject is not null && Canonical(subject.Form, text.Text) is { } id && !text.IsNothing && text.Text != "null" && !_byId.ContainsKey((subject.Scheme, id)))
                {
                    string hint = $"write them under `people` with `ids: {{{subject.Scheme}: …}}`; without `consents`, they agreed to nothing";
                    findings.Add(FindingCodes.WrongValue, text.At, $"`{path}: {text.Text}` is nobody of this test", hint);
                }
            }
        }
    }

    private static Reading<string> Readable(CanonicalForm? form, string text) =>
        form is not { } known || Canonical(known, text) is not null ? text : Values.Wrong(text, $"expected an id that reads as `{known.ToString().ToLowerInvariant()}`");

    private static string? Canonical(CanonicalForm form, string text)
    {
        Span<byte> canonical = stackalloc byte[CanonicalValue.MaxBytes];
        return CanonicalValue.TryWrite(form, Encoding.UTF8.GetBytes(text), canonical, out int written) ? Encoding.UTF8.GetString(canonical[..written]) : null;
    }
}
