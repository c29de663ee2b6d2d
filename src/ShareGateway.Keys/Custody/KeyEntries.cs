using System.Globalization;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Keys.Custody;

/// <summary>How the audit log remembers what was done with keys. Names of actions and facts may never change: old logs hold them.</summary>
public static class KeyEntries
{
    internal const string Name = "name";
    internal const string CheckValue = "check-value";
    internal const string Controller = "controller";
    internal const string Epoch = "epoch";
    internal const string OverlapUntil = "overlap-until";
    internal const string Previous = "previous";
    internal const string By = "by";
    internal const string CreatedAction = "key.created";
    internal const string DestroyedAction = "key.destroyed";
    internal const string RotatedAction = "key.rotated";

    /// <summary>A key was made.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="checkValue">Its check value.</param>
    public static AdministrativeEntry Created(string name, string checkValue) => AdministrativeEntry.Of(CreatedAction, (Name, name), (CheckValue, checkValue));

    /// <summary>A key is being destroyed: written first, so that a crash on the way leaves a promise and no riddle.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="checkValue">Its check value.</param>
    /// <param name="by">Who did it.</param>
    public static AdministrativeEntry Destroyed(string name, string checkValue, string by) =>
        AdministrativeEntry.Of(DestroyedAction, (Name, name), (CheckValue, checkValue), (By, by));

    /// <summary>A controller's pseudonyms come from another root from now on.</summary>
    /// <param name="controller">The controller.</param>
    /// <param name="epoch">The epoch that is in use now.</param>
    /// <param name="overlapUntil">Until when the epoch before may be translated from.</param>
    /// <param name="isCompromised">True when somebody else may have the root before.</param>
    /// <param name="by">Who did it.</param>
    public static AdministrativeEntry Rotated(string controller, int epoch, DateTimeOffset overlapUntil, bool isCompromised, string by) => AdministrativeEntry.Of(
        RotatedAction,
        (Controller, controller),
        (Epoch, epoch.ToString(CultureInfo.InvariantCulture)),
        (OverlapUntil, overlapUntil.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        (Previous, isCompromised ? "compromised" : "overlap"),
        (By, by));

    /// <summary>Something else was done with all keys.</summary>
    /// <param name="action">What, such as <c>keys.verified</c>.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="facts">What came of it.</param>
    public static AdministrativeEntry Done(string action, string by, params ReadOnlySpan<(string Name, string Value)> facts) =>
        AdministrativeEntry.Of(action, [(By, by), .. facts]);
}
