using System.Runtime.InteropServices;

namespace ShareGateway.Demo.Upstream;

/// <summary>
/// A row of draws that depends on nothing but a use and an index, so that any record can be made without those before it. SplitMix64: quick and
/// even, no secret.
/// </summary>
/// <param name="use">Tells the draws of one kind of thing from those of another.</param>
/// <param name="index">Of the person or record, from 0.</param>
[StructLayout(LayoutKind.Auto)]
internal struct Draw(DrawUse use, long index)
{
    private const ulong Seed = 0x5348_4152_4547_5721;

    private ulong _state = Mix(Seed + (ulong)use) + (ulong)index * 0xD1B5_4A32_D192_ED03;

    /// <summary>A number from 0 to <paramref name="below"/> - 1.</summary>
    public int Next(int below)
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        return (int)(Mix(_state) % (uint)below); // the bias of a modulo below 2^31 of 64 bits is of no matter here
    }

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Next(times) == 0;

    /// <summary>One of the items.</summary>
    public T Of<T>(T[] items) => items[Next(items.Length)];

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
