using System.Globalization;

namespace ShareGateway.Demo.Upstream;

/// <summary>One invented person, the same in every run and every dataset. The index counts from 0.</summary>
internal sealed record Person(
    int Index,
    string Country,
    string FirstName,
    string LastName,
    string Email,
    string Phone,
    DateOnly BirthDate,
    string Street,
    string Postcode,
    string City)
{
    private static readonly DateOnly FirstBirthday = new(1935, 1, 1);

    /// <summary>The customer number, <c>C-</c> and seven digits; the first person's is <c>C-0000001</c>.</summary>
    public string CustomerId => CustomerIdOf(Index);

    /// <summary>The account in the web shop; the first person's is 4000001.</summary>
    public int AccountId => AccountIdOf(Index);

    public static string CustomerIdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"C-{index + 1:D7}");

    public static int AccountIdOf(int index) => 4_000_001 + index;

    /// <summary>Makes a person from an index alone.</summary>
    public static Person At(int index)
    {
        var draw = new Draw(DrawUse.Person, index);
        var pool = LocalePool.ByPercent[draw.Next(100)];
        var (postcode, city) = draw.Of(pool.Towns);
        return new Person(
            index,
            pool.Country,
            pool.FirstName(ref draw),
            pool.LastName(ref draw),
            string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + draw.Next(26))}{(char)('a' + draw.Next(26))}.{index + 1}@courriel.example"),
            string.Create(CultureInfo.InvariantCulture, $"{pool.CallingCode} 6 {draw.Next(100):D2} {draw.Next(100):D2} {draw.Next(100):D2} {draw.Next(100):D2}"),
            FirstBirthday.AddDays(draw.Next(27_000)),
            draw.Of(pool.Streets),
            postcode,
            city);
    }
}
