using System.Runtime.InteropServices;

namespace ShareGateway.Reports.Register;

/// <summary>
/// Count and sum of mixed rows: equal for two collections that hold the same rows in any order. Finds loss, doubling and damage; it is no
/// protection against somebody who means harm, and need not be: the log's commitments are that.
/// </summary>
/// <param name="Count">Rows.</param>
/// <param name="Sum">Sum of the mixes, modulo 2^64.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowSum(long Count, ulong Sum)
{
    public RowSum With(SubjectRow row) => new(Count + 1, Sum + Mix(Mix(Mix(row.High) ^ row.Low) ^ row.Entry));

    // The finaliser of SplitMix64: each bit of the input changes about half of the output's.
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
