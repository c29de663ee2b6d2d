using ShareGateway.Privacy.Identifiers;

namespace ShareGateway.Privacy.Canonical;

/// <summary>The canonical forms of numbers that check themselves, and of addresses of machines.</summary>
internal static class CanonicalNumber
{
    /// <summary>False for anything that is not a number of this form.</summary>
    public static bool TryWrite(CanonicalForm form, ReadOnlySpan<byte> utf8, Span<byte> destination, out int written)
    {
        var value = Utf8Text.Trim(utf8);
        written = 0;
        switch (form)
        {
            case CanonicalForm.Phone:
                return PhoneText.TryRead(value, null, destination, out written, out _);
            case CanonicalForm.Iban:
                return Iban.TryRead(value, destination, out written) || Fail(out written);
            case CanonicalForm.Card:
                return CardNumber.TryRead(value, destination, out written) || Fail(out written);
            case CanonicalForm.Nir:
                written = Nir.TryRead(value, destination, out _) ? Nir.BareLength : 0;
                return written > 0;
            default:
                written = IpText.TryRead(value, out var address, out bool isV4) ? IpText.Write(address, isV4, destination) : 0;
                return written > 0;
        }
    }

    private static bool Fail(out int written)
    {
        written = 0;
        return false;
    }
}
