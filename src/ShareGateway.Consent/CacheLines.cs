using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ShareGateway.Consent;

/// <summary>Asks the processor to fetch memory that will be read soon. Changes nothing but how long that read takes; does nothing where there is no such order.</summary>
internal static class CacheLines
{
    /// <summary>Has the line fetched in which something lies, or the two. Take the thing itself: for the place of a field the runtime reads the thing first.</summary>
    // Bound: the address is looked up, never read or written, so that it does not matter when the collector moves the object meanwhile.
    public static unsafe void Fetch<T>(ref readonly T place)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            var first = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in place));
            Sse.Prefetch0(first);
            Sse.Prefetch0(first + sizeof(T) - 1);
        }
    }
}
