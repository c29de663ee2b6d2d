using System.Collections.Immutable;
using System.Globalization;

namespace ShareGateway.Audit.Entries;

/// <summary>Something done to the gateway itself: <c>gateway.started</c>, <c>consent.received</c>, <c>key.created</c>.</summary>
public sealed record AdministrativeEntry : AuditEntry
{
    /// <summary>Most facts that one entry may hold.</summary>
    public const int MaxFacts = 32;

    /// <summary>The action that the log itself writes when it finds disclosures without an end, or cuts a torn write, at opening.</summary>
    public const string RecoveredAction = "log.recovered";

    /// <summary>The action that the log itself writes before the first entry whose time lies more than 2 s before the last one's.</summary>
    public const string ClockSetBackAction = "clock.set-back";

    /// <summary>More than callers can overtake each other by, less than anybody sets a clock back by on purpose: 2 s in microseconds.</summary>
    internal const long SetBackTolerance = 2_000_000;

    /// <summary>The last thing that the log writes when the disk's free space falls below its floor.</summary>
    public const string DiskReserveAction = "log.disk-reserve";

    /// <summary>
    /// Announces that the segments before an entry are about to be removed, their hashes kept: fact <c>below</c>, the index of the first entry
    /// that stays. A log whose beginning is missing without it does not open and does not verify.
    /// </summary>
    public const string PrunedAction = "log.pruned";

    private readonly string _action = "";
    private readonly ImmutableSortedDictionary<string, string> _facts = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override AuditEntryKind Kind => AuditEntryKind.Administrative;

    /// <summary>What was done: lower-case words joined by dots, <c>[a-z][a-z0-9.-]*</c>, 64 characters at most.</summary>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    public required string Action
    {
        get => _action;
        init => _action = NameForm.Fits(value) ? value : throw new ArgumentException("expected an action such as `key.created`", nameof(value));
    }

    /// <summary>
    /// Counts, ids and hashes that describe the action, in ordinal order of their names. At most <see cref="MaxFacts"/>; names as for
    /// <see cref="Action"/>, values up to 1,024 characters. Never anything about a person.
    /// </summary>
    /// <exception cref="ArgumentException">Too many facts, or a name of another form.</exception>
    public ImmutableSortedDictionary<string, string> Facts
    {
        get => _facts;
        init => _facts = Checked(value);
    }

    /// <summary>The first entry that stays, when this announces that those before it are pruned; 0 otherwise.</summary>
    internal ulong PrunedBelow =>
        Action == PrunedAction && Facts.TryGetValue("below", out string? below)
        && ulong.TryParse(below, NumberStyles.None, CultureInfo.InvariantCulture, out ulong first) ? first : 0;

    /// <summary>Makes an entry from pairs of name and value.</summary>
    /// <exception cref="ArgumentException">A name is given twice, or the action or a fact is malformed.</exception>
    public static AdministrativeEntry Of(string action, params ReadOnlySpan<(string Name, string Value)> facts)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts)
        {
            map.Add(name, value);
        }

        return new AdministrativeEntry { Action = action, Facts = map.ToImmutable() };
    }

    /// <summary>Two entries are equal when action and facts are; the map itself would compare by reference.</summary>
    /// <param name="other">The entry to compare with.</param>
    public bool Equals(AdministrativeEntry? other) =>
        other is not null && string.Equals(Action, other.Action, StringComparison.Ordinal) && Facts.SequenceEqual(other.Facts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Action, Facts.Count);

    internal override void Write(EntryWriter writer, SubjectCommitment subjects)
    {
        writer.Text("action", Action);
        writer.StartObject("facts");
        foreach (var (name, value) in Facts)
        {
            writer.LongText(name, value);
        }

        writer.EndObject();
    }

    internal static AdministrativeEntry ReadFrom(ref EntryReader reader)
    {
        string action = reader.Text("action");
        var facts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        reader.StartObject("facts");
        while (reader.NextPair(out string name, out string value))
        {
            facts.Add(name, value);
        }

        return new AdministrativeEntry { Action = action, Facts = facts.ToImmutable() };
    }

    private static ImmutableSortedDictionary<string, string> Checked(ImmutableSortedDictionary<string, string> facts)
    {
        if (facts.Count > MaxFacts)
        {
            throw new ArgumentException($"expected at most {MaxFacts} facts, got {facts.Count}", nameof(facts));
        }

        foreach (string name in facts.Keys)
        {
            if (!NameForm.Fits(name))
            {
                throw new ArgumentException("expected the name of a fact in the form `[a-z][a-z0-9.-]*`", nameof(facts));
            }
        }

        return facts.WithComparers(StringComparer.Ordinal);
    }
}
