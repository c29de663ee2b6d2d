using System.Buffers.Binary;

namespace ShareGateway.Consent.Tests;

internal static class Samples
{
    public const string Purpose = "dpv:DirectMarketing";
    public const string Recipient = "galerie-lumiere";

    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static SubjectKey Subject(int number)
    {
        Span<byte> bytes = stackalloc byte[SubjectKey.Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number * 7919L);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], number + 1);
        return SubjectKey.FromBytes(bytes);
    }

    public static ConsentEvent Event(
        string id = "e-1",
        int subject = 1,
        string? recipient = Recipient,
        ConsentState state = ConsentState.Given,
        DateTimeOffset? at = null,
        DateTimeOffset? validUntil = null) =>
        new(id, Subject(subject), Purpose, recipient, state, at ?? Now.AddDays(-1), "notice-1", "crm", validUntil);
}
