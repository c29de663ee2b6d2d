using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using PhoneNumbers;

namespace ShareGateway.Privacy.Identifiers;

/// <summary>Where a telephone number in national form belongs. The numbering plans are those of libphonenumber.</summary>
internal sealed class PhoneRegion
{
    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    private static readonly FrozenSet<int> CallingCodes = Plans.GetSupportedCallingCodes().ToFrozenSet();

    private PhoneRegion(string name)
    {
        Name = name;
        CallingCode = Encoding.ASCII.GetBytes(Plans.GetCountryCodeForRegion(name).ToString(CultureInfo.InvariantCulture));
        TrunkPrefix = Encoding.ASCII.GetBytes(Plans.GetNddPrefixForRegion(name, true) ?? "");
    }

    /// <summary>Two capital letters (ISO 3166-1).</summary>
    public string Name { get; }

    /// <summary>What stands behind the <c>+</c>, in ASCII.</summary>
    public byte[] CallingCode { get; }

    /// <summary>What is dialled in front of a national number, in ASCII; empty where nothing is.</summary>
    public byte[] TrunkPrefix { get; }

    /// <summary>True for a region whose numbering plan is known.</summary>
    public static bool IsKnown(string name) => Plans.GetSupportedRegions().Contains(name);

    /// <summary>The region of this name.</summary>
    /// <exception cref="ArgumentException">None is known.</exception>
    public static PhoneRegion Of(string name) => IsKnown(name) ? new PhoneRegion(name) : throw new ArgumentException($"expected a region, got `{name}`", nameof(name));

    /// <summary>True for a calling code that is in use. No code is the beginning of another.</summary>
    public static bool IsCallingCode(int code) => CallingCodes.Contains(code);

    /// <summary>
    /// Tells whether a text is a number that the region's plan, or for international ones any plan, has. Allocates: only for texts that look like one.
    /// </summary>
    public bool HasNumber(string text)
    {
        try
        {
            return Plans.IsValidNumber(Plans.Parse(text, Name));
        }
        catch (NumberParseException)
        {
            return false;
        }
    }
}
