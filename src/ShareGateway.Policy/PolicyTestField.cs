using System.Collections.Immutable;

namespace ShareGateway.Policy;

/// <summary>What a field must show.</summary>
/// <param name="Path">The field's path, such as <c>basket[].sku</c>.</param>
/// <param name="Line">Where it stands in the test's file, from 1.</param>
/// <param name="Values">One value: every occurrence shows it. Several: the occurrences, in the order in which they leave.</param>
public sealed record PolicyTestField(string Path, int Line, ImmutableArray<PolicyTestValue> Values);
