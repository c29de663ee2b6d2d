using System.Collections.Immutable;

namespace ShareGateway.Reports.Persons;

/// <summary>Whom a report is about. Nothing of it is stored.</summary>
/// <param name="Keys">Audit subject keys of 16 bytes: one per controller and key epoch.</param>
/// <param name="Typed">What the data protection officer typed to name the person; shown as it is.</param>
/// <param name="Addressee">To whom the letter goes, with line breaks; empty leaves the place open.</param>
/// <param name="Reference">The officer's reference of the case; may be empty.</param>
/// <param name="Date">The date of the letter; null leaves the place open.</param>
public sealed record PersonQuestion(ImmutableArray<byte[]> Keys, string Typed, string Addressee, string Reference, DateOnly? Date)
{
    /// <summary>The id alone, as it was typed; empty when keys were given.</summary>
    public string Id { get; init; } = "";
}
