using System.Collections.Immutable;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Sentences;

/// <summary>Parts of the sentence, for tables and lists around it: the same words everywhere.</summary>
public static class AgreementPhrases
{
    /// <summary>What happens to a field's value: <c>reduced to the year</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The language is not known.</exception>
    public static string Form(PlannedField field, Language language)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Wording.In(language).Form(field.Transform);
    }

    /// <summary>What people call a term, as it stands inside a sentence; the term itself when the vocabulary does not hold it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The language is not known.</exception>
    public static string Label(string term, Language language) => Wording.In(language).Label(term);

    /// <summary>How old a consent may be: <c>13 months of 30 days</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The language is not known.</exception>
    public static string Age(TimeSpan age, Language language) => Wording.In(language).Age(age);

    /// <summary>A length as its author wrote it: <c>6 months</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The language is not known.</exception>
    public static string Length(Period length, Language language) => Wording.In(language).Length(length);

    /// <summary>A length of time: <c>24 hours</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The language is not known.</exception>
    public static string Length(TimeSpan length, Language language) => Wording.In(language).Length(length);

    /// <summary>A basis of the GDPR: its article and its label, as it stands inside a sentence.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The language is not known.</exception>
    public static string Law(string term, Language language) => Wording.In(language).Law(term);

    /// <summary>A day: <c>3 November 2026</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The language is not known.</exception>
    public static string Day(DateOnly day, Language language) => Wording.In(language).Day(day);

    /// <summary>A whole number, in groups of three.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The language is not known.</exception>
    public static string Number(long number, Language language) => Wording.In(language).Number(number);

    /// <summary>What happened to a field, from the text that a disclosure entry has for it, such as <c>generalise(to: year)</c>.</summary>
    /// <param name="transform">A transform as the log writes it; text that is none of ours comes back as it is.</param>
    /// <param name="language">The language.</param>
    /// <exception cref="ArgumentOutOfRangeException">The language is not known.</exception>
    public static string Form(string transform, Language language)
    {
        ArgumentNullException.ThrowIfNull(transform);
        return Parsed(transform) is { } spec ? Wording.In(language).Form(spec) : transform;
    }

    private static TransformSpec? Parsed(string written)
    {
        int open = written.IndexOf('(', StringComparison.Ordinal);
        string name = open < 0 ? written : written[..open];
        if (TransformCatalogue.Find(name) is null)
        {
            return null;
        }

        var parameters = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string pair in open < 0 ? [] : written[(open + 1)..].TrimEnd(')').Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = pair.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0)
            {
                return null;
            }

            parameters[pair[..colon]] = pair[(colon + 2)..];
        }

        return new TransformSpec(name, parameters.ToImmutable());
    }
}
