using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ShareGateway.Policy;

namespace ShareGateway.Sharing.Trials;

/// <summary>Holds what came against what a test expects.</summary>
internal sealed partial class TrialComparison
{
    private readonly PolicyTestExpectation _expected;
    private readonly TrialAnswer _answer;
    private readonly ImmutableArray<TrialDifference>.Builder _differences = ImmutableArray.CreateBuilder<TrialDifference>();

    private TrialComparison(PolicyTestExpectation expected, TrialAnswer answer) => (_expected, _answer) = (expected, answer);

    /// <summary>Everything that differs; empty when all is as expected.</summary>
    public static ImmutableArray<TrialDifference> Of(PolicyTestExpectation expected, TrialAnswer answer)
    {
        var comparison = new TrialComparison(expected, answer);
        comparison.Compare();
        return comparison._differences.ToImmutable();
    }

    private void Compare()
    {
        if (!_expected.IsShared)
        {
            CompareRefusal();
            return;
        }

        if (_answer.Refusal is { } reason)
        {
            Differ("status", "shared", Refused(reason), _expected.Line);
            return;
        }

        ComparePeople();
        if (_expected.Rows is { } rows && rows != _answer.Records.Length)
        {
            Differ("rows", rows.ToString(CultureInfo.InvariantCulture), _answer.Records.Length.ToString(CultureInfo.InvariantCulture), _expected.Line);
        }

        CompareRecords();
        foreach (var field in _expected.Fields)
        {
            CompareField(field);
        }

        foreach (string text in _expected.NeverContains.Where(text => LeakSearch.Finds(_answer.Bytes.Span, text)))
        {
            Differ("answer", $"never contains `{text}`", "contains it", _expected.Line);
        }
    }

    // A broken answer is no refusal: part of it may have left.
    private void CompareRefusal()
    {
        string expected = _expected.Reason is { } reason ? Refused(reason) : "refused";
        if (_answer.Refusal is not { } actual)
        {
            Differ("status", expected, $"shared, under `{_answer.AgreementId}`", _expected.Line);
        }
        else if (actual.StartsWith("broken", StringComparison.Ordinal) || (_expected.Reason is not null && _expected.Reason != actual))
        {
            Differ("status", expected, Refused(actual), _expected.Line);
        }
    }

    private void ComparePeople()
    {
        if (_expected.People is { } people && !people.ToHashSet(StringComparer.Ordinal).SetEquals(_answer.People))
        {
            Differ("people", Names(people.Order(StringComparer.Ordinal)), Names(_answer.People), _expected.Line);
        }
    }

    private void CompareRecords()
    {
        if (_expected.Records is not { } records)
        {
            return;
        }

        for (int i = 0; i < Math.Max(records.Length, _answer.Records.Length); i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"record {i + 1}");
            if (i >= records.Length)
            {
                Differ(name, "no more records", $"one with {_answer.Records[i].Values.Length} value(s)", _expected.Line);
            }
            else if (i >= _answer.Records.Length)
            {
                Differ(name, "a record", "no more records", records[i].Line);
            }
            else
            {
                CompareRecord(name, records[i], _answer.Records[i]);
            }
        }
    }

    private void CompareRecord(string name, PolicyTestShownRecord expected, ShownRecord actual)
    {
        var shown = actual.Values.ToDictionary(value => value.Place, StringComparer.Ordinal);
        foreach (var (place, value) in expected.Values)
        {
            bool isThere = shown.Remove(place, out var came);
            if (isThere ? !Fits(value, came) : value.Kind != PolicyTestValueKind.Absent)
            {
                Differ($"{name}, {place}", value.ToString(), isThere ? came.ToString() : "nothing", expected.Line);
            }
        }

        foreach (var extra in shown.Values)
        {
            Differ($"{name}, {extra.Place}", "nothing", extra.ToString(), expected.Line);
        }
    }

    private void CompareField(PolicyTestField field)
    {
        var shown = _answer.Records.SelectMany(record => record.Values).Where(value => value.Path == field.Path).ToList();
        bool fits = field.Values switch
        {
            [{ Kind: PolicyTestValueKind.Absent }] => shown.Count == 0,
            [var one] => shown.Count > 0 && shown.TrueForAll(value => Fits(one, value)),
            _ => shown.Count == field.Values.Length && shown.Zip(field.Values).All(pair => Fits(pair.Second, pair.First)),
        };
        if (!fits)
        {
            Differ(field.Path, string.Join(", ", field.Values), shown.Count == 0 ? "nothing" : string.Join(", ", shown), field.Line);
        }
    }

    private static bool Fits(PolicyTestValue expected, ShownValue actual) => expected.Kind switch
    {
        PolicyTestValueKind.Written => actual.Kind != ShownKind.Null && actual.Text == expected.Text,
        PolicyTestValueKind.Quoted => actual.Kind is ShownKind.Text or ShownKind.Cell && actual.Text == expected.Text,
        PolicyTestValueKind.Null => actual.Kind == ShownKind.Null,
        PolicyTestValueKind.Pseudonym => actual.Kind is ShownKind.Text or ShownKind.Cell && PseudonymPattern().IsMatch(actual.Text),
        _ => false,
    };

    private void Differ(string what, string expected, string actual, int line) => _differences.Add(new TrialDifference(what, expected, actual, line));

    private static string Refused(string reason) => reason.StartsWith("broken", StringComparison.Ordinal) ? reason : $"refused, {reason}";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } all ? all : "nobody";

    [GeneratedRegex(@"\Ap[0-9]+_[a-z2-7]{26}\z", RegexOptions.NonBacktracking)]
    private static partial Regex PseudonymPattern();
}
