using System.Runtime.InteropServices;

namespace ShareGateway.Consent;

/// <summary>Why one event of a batch cannot be stored.</summary>
/// <param name="Index">Its position in the batch, from 0.</param>
/// <param name="Problem">What is wrong.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ConsentEventRejection(int Index, ConsentEventProblem Problem);
