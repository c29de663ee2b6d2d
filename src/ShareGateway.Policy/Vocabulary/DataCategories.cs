namespace ShareGateway.Policy.Vocabulary;

/// <summary>What the vocabulary knows about kinds of data.</summary>
public static class DataCategories
{
    /// <summary>True for data of article 9 of the GDPR, such as health or religion: the term or a broader one says so.</summary>
    /// <param name="term">A data category, such as <c>pd:EmailAddress</c>.</param>
    public static bool IsSpecial(string term) => Terms.IsWithin(term, "dpv:SpecialCategoryPersonalData");
}
