namespace ShareGateway.Policy.Comparing;

/// <summary>Gathers the differences of two plans or guardrails.</summary>
internal sealed class Differences
{
    private readonly List<Difference> _found = [];

    public IReadOnlyList<Difference> Found => _found;

    public void Add(Difference difference) => _found.Add(difference);

    /// <summary>A value with a total order, when it changed.</summary>
    /// <param name="dimension">A dimension for which there are phrases.</param>
    /// <param name="before">The old value.</param>
    /// <param name="after">The new value.</param>
    /// <param name="order">The order of the two when they differ.</param>
    /// <param name="write">The value as a policy file writes it.</param>
    /// <param name="say">The value in words; the written form when none is given.</param>
    public void Value<T>(string dimension, T before, T after, Func<T, T, ChangeOrder> order, Func<T, string> write, Func<T, Said>? say = null)
    {
        if (EqualityComparer<T>.Default.Equals(before, after))
        {
            return;
        }

        say ??= value => Said.Plainly(write(value));
        var wording = ChangePhrases.Changed(dimension, say(before), say(after));
        Add(new Difference(dimension, order(before, after), write(before), write(after), wording));
    }

    /// <summary>A set of words: what came in and what went out are two differences, because each has an order of its own.</summary>
    /// <param name="dimension">A dimension for which there are phrases.</param>
    /// <param name="before">The old words.</param>
    /// <param name="after">The new words.</param>
    /// <param name="more">What one more word means.</param>
    /// <param name="about">Which of several sets, when the dimension has many: <c>dpv:Marketing</c>.</param>
    /// <param name="show">Which of the words to tell; all when none is given.</param>
    public void Set(string dimension, IEnumerable<string> before, IEnumerable<string> after, ChangeOrder more, string about = "", Func<string[], IEnumerable<string>>? show = null)
    {
        show ??= words => words;
        string[] old = [.. before.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] now = [.. after.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] added = [.. now.Except(old, StringComparer.Ordinal)];
        string[] removed = [.. old.Except(now, StringComparer.Ordinal)];
        string name = about.Length > 0 ? $"{dimension}.{about}" : dimension;
        if (added.Length > 0)
        {
            Add(new Difference(name, more, Join(old), Join(now), ChangePhrases.Added(dimension, about, Join(show(added)))));
        }

        if (removed.Length > 0)
        {
            Add(new Difference(name, Opposite(more), Join(old), Join(now), ChangePhrases.Removed(dimension, about, Join(show(removed)))));
        }
    }

    public static string Join(IEnumerable<string> words) => string.Join(", ", words);

    private static ChangeOrder Opposite(ChangeOrder order) => order switch
    {
        ChangeOrder.Looser => ChangeOrder.Tighter,
        ChangeOrder.Tighter => ChangeOrder.Looser,
        _ => ChangeOrder.Neither,
    };
}
