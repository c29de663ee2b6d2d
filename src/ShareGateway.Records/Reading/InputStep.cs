using System.Runtime.InteropServices;

namespace ShareGateway.Records.Reading;

/// <summary>One step through a body.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Start">Where the record starts in the unread bytes.</param>
/// <param name="Length">The record's bytes.</param>
/// <param name="Consumed">Bytes that need not be shown again once the record is dealt with.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InputStep(InputKind Kind, int Start, int Length, int Consumed)
{
    public static InputStep NeedMore(int consumed) => new(InputKind.NeedMore, 0, 0, consumed);

    public static InputStep End(int consumed) => new(InputKind.End, 0, 0, consumed);

    public static InputStep Record(int start, int length, int consumed) => new(InputKind.Record, start, length, consumed);
}
