using Bogus;

namespace ShareGateway.Demo.Upstream;

/// <summary>Goods, shops, pages and browsers, drawn once from Bogus with a fixed seed.</summary>
internal static class ShopPool
{
    private static readonly Faker Faker = new("fr") { Random = new Randomizer(1_123) };

    public static string[] Goods { get; } = Fill(300, () => Faker.Commerce.ProductName());

    public static string[] ShopTowns { get; } = Fill(60, () => Faker.Address.City());

    public static string[] Cashiers { get; } = Fill(80, () => Faker.Name.FullName());

    public static string[] Browsers { get; } = Fill(120, () => Faker.Internet.UserAgent());

    public static string[] Remarks { get; } = Fill(200, () => Faker.Lorem.Sentence(8));

    private static string[] Fill(int count, Func<string> next) => [.. Enumerable.Range(0, count).Select(_ => next())];
}
