namespace ShareGateway.Records;

/// <summary>One name of a <see cref="FieldPath"/>.</summary>
/// <param name="Name">The member's name, compared ordinally after JSON escapes are undone.</param>
/// <param name="Arrays">How many <c>[]</c> follow: 0 for a plain member, 1 for each element of an array, 2 for arrays in an array.</param>
public readonly record struct FieldSegment(string Name, int Arrays);
