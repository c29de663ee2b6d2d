using Bogus;

namespace ShareGateway.Demo.Upstream;

/// <summary>
/// Names and places of one country, drawn once from Bogus with a fixed seed. Bogus takes tens of microseconds for a person; picking from
/// these takes nanoseconds, and any person can be made without the others.
/// </summary>
internal sealed class LocalePool
{
    private const int Names = 400;
    private const int Places = 300;
    private const int Seed = 20_261_123;

    /// <summary>What Bogus does not bring: accents out of the ordinary, decomposed forms, other scripts, characters that CSV and JSON quote.</summary>
    private static readonly string[] RareFirstNames =
    [
        "Ame\u0301lie", "Zoe\u0308", "Noe\u0308l", "Anaïs", "Lœtitia", "Françoise", "Cédric", "Íñigo", "Jörg", "Ağça", "美咲", "Léa 🌸", "Мария", "Jean \"Jeannot\"",
    ];

    private static readonly string[] RareLastNames =
    [
        "Lefe\u0300vre", "Weiß", "Muñoz", "Sœur", "d'Aubigné", "de la Tour, fils", "Nguyễn", "王", "Łukasiewicz", "Strauß-Kahn", "O'Brien\\Ó Briain", "İnönü",
    ];

    /// <param name="country">Two letters.</param>
    /// <param name="locale">The locale of Bogus.</param>
    /// <param name="callingCode">Such as <c>+33</c>.</param>
    /// <param name="postcode">A pattern of Bogus, one # per digit.</param>
    public LocalePool(string country, string locale, string callingCode, string postcode)
    {
        var faker = new Faker(locale) { Random = new Randomizer(Seed) };
        Country = country;
        CallingCode = callingCode;
        FirstNames = Fill(Names, () => faker.Name.FirstName());
        LastNames = Fill(Names, () => faker.Name.LastName());
        Streets = Fill(Places, () => faker.Address.StreetAddress());
        Towns = Fill(Places, () => (faker.Address.ZipCode(postcode), faker.Address.City()));
    }

    /// <summary>France most of all; the index is what a draw of 0 to 99 picks.</summary>
    public static LocalePool[] ByPercent { get; } = Shares(
        (76, new LocalePool("FR", "fr", "+33", "#####")),
        (8, new LocalePool("BE", "nl_BE", "+32", "####")),
        (6, new LocalePool("DE", "de", "+49", "#####")),
        (5, new LocalePool("ES", "es", "+34", "#####")),
        (5, new LocalePool("IT", "it", "+39", "#####")));

    public string Country { get; }

    public string CallingCode { get; }

    public string[] FirstNames { get; }

    public string[] LastNames { get; }

    public string[] Streets { get; }

    public (string Postcode, string City)[] Towns { get; }

    /// <summary>A first name; one in 60 is rare.</summary>
    public string FirstName(ref Draw draw) => draw.OneIn(60) ? draw.Of(RareFirstNames) : draw.Of(FirstNames);

    /// <summary>A last name; one in 60 is rare.</summary>
    public string LastName(ref Draw draw) => draw.OneIn(60) ? draw.Of(RareLastNames) : draw.Of(LastNames);

    private static T[] Fill<T>(int count, Func<T> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    private static LocalePool[] Shares(params (int Percent, LocalePool Pool)[] shares) =>
        [.. shares.SelectMany(share => Enumerable.Repeat(share.Pool, share.Percent))];
}
