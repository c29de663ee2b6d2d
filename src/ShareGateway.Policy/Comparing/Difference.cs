using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Comparing;

/// <summary>What differs in one dimension, before anybody has looked for an example.</summary>
internal sealed record Difference(string Dimension, ChangeOrder Order, string Before, string After, Said Wording)
{
    /// <summary>The line of the file that says so.</summary>
    public int Line { get; init; } = 1;

    /// <summary>True when more requests pass; false when the same requests bring more.</summary>
    public bool IsAboutRequests { get; init; }

    /// <summary>The client that may ask now; empty when the change is not about clients.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>The field that leaves in another form, as the old and the new plan have it; null when there is none.</summary>
    public (PlannedField? Before, PlannedField? After)? Field { get; init; }

    /// <summary>The transform of a side of <see cref="Field"/>; null when the field does not leave.</summary>
    public static TransformSpec? SpecOf(PlannedField? field) => field is null || field.Transform.Name == "drop" ? null : field.Transform;
}
