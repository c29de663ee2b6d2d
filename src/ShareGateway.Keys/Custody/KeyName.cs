using System.Globalization;

namespace ShareGateway.Keys.Custody;

/// <summary>What a secret is called in the folder and in the audit log.</summary>
public static class KeyName
{
    /// <summary>The use of roots that pseudonyms and all other stand-ins come from.</summary>
    public const string Pseudonym = "pseudonym";

    /// <summary>The use of roots that stand for people in the audit log.</summary>
    public const string Audit = "audit";

    /// <summary>The use of roots that stand for people in the consent store.</summary>
    public const string Consent = "consent";

    private const string Roots = "roots/";
    private const string Recipients = "recipients/";

    /// <summary>A controller's root.</summary>
    /// <param name="controller">The scope that owns contracts, such as <c>fr/maison-nord</c>.</param>
    /// <param name="use">One of the uses above.</param>
    /// <param name="epoch">Counted from 1.</param>
    public static string Root(string controller, string use, int epoch) => string.Create(CultureInfo.InvariantCulture, $"{Roots}{controller}/{use}-{epoch}");

    /// <summary>A recipient's secret.</summary>
    /// <param name="recipient">The recipient's id.</param>
    public static string Recipient(string recipient) => Recipients + recipient;

    /// <summary>True for a controller's root for pseudonyms, and then says whose and which epoch's.</summary>
    /// <param name="name">Any name.</param>
    /// <param name="controller">The controller.</param>
    /// <param name="epoch">The epoch.</param>
    public static bool IsPseudonymRoot(string name, out string controller, out int epoch)
    {
        ArgumentNullException.ThrowIfNull(name);
        (controller, epoch) = ("", 0);
        var dash = name.LastIndexOf('-');
        var slash = name.LastIndexOf('/');
        if (!name.StartsWith(Roots, StringComparison.Ordinal) || slash < Roots.Length || dash < slash || name[(slash + 1)..dash] != Pseudonym
            || !int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out epoch))
        {
            return false;
        }

        controller = name[Roots.Length..slash];
        return true;
    }
}
