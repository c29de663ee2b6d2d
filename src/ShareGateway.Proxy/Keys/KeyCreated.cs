using ShareGateway.Audit.Entries;

namespace ShareGateway.Proxy.Keys;

/// <summary>How the audit log remembers a key: by its name and its check value.</summary>
internal static class KeyCreated
{
    private const string Action = "key.created";
    private const string Name = "name";
    private const string CheckValue = "check-value";

    public static AdministrativeEntry Entry(string name, string checkValue) => AdministrativeEntry.Of(Action, (Name, name), (CheckValue, checkValue));

    /// <summary>True for such an entry, and then gives what it says.</summary>
    public static bool TryRead(AdministrativeEntry entry, out string name, out string checkValue)
    {
        var ours = entry.Action == Action;
        (name, checkValue) = ours ? (entry.Facts[Name], entry.Facts[CheckValue]) : ("", "");
        return ours;
    }
}
