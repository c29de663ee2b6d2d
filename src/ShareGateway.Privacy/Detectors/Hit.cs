using System.Runtime.InteropServices;

namespace ShareGateway.Privacy.Detectors;

/// <summary>A place in a text at which something was found.</summary>
/// <param name="Start">First character.</param>
/// <param name="Length">How many; 0 when nothing was found after all.</param>
/// <param name="Detector">Position in <see cref="Detector.All"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Hit(int Start, int Length, int Detector)
{
    /// <summary>Just behind it.</summary>
    public int End => Start + Length;
}
