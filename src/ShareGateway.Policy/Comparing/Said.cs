namespace ShareGateway.Policy.Comparing;

/// <summary>One text in both languages of the product.</summary>
internal readonly record struct Said(string English, string French)
{
    /// <summary>The same in both: ids, terms, dates.</summary>
    public static Said Plainly(string text) => new(text, text);

    /// <exception cref="ArgumentException">The language is neither <c>en</c> nor <c>fr</c>.</exception>
    public string In(string language) => language switch
    {
        "en" => English ?? "",
        "fr" => French ?? "",
        _ => throw new ArgumentException($"expected `fr` or `en`, got `{language}`", nameof(language)),
    };
}
