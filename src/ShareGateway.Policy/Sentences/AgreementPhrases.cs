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
}
