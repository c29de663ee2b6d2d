using System.Collections.Immutable;

namespace ShareGateway.Policy;

/// <summary>One record as it must leave.</summary>
/// <param name="Line">Where it begins in the test's file, from 1.</param>
/// <param name="Values">What stands at each place, list elements counted from 0: <c>basket[0].sku</c>. Nothing else may stand in it.</param>
public sealed record PolicyTestShownRecord(int Line, ImmutableArray<KeyValuePair<string, PolicyTestValue>> Values);
