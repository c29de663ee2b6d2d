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
    internal const string RestatedAction = "key.restated";
    internal const string Standing = "standing";
    internal const string Since = "since";
    internal const string Living = "living";
    internal const string InUse = "in-use";
    internal const string Superseded = "superseded";
    internal const string Gone = "destroyed";
    internal const string Compromised = "compromised";

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
        (OverlapUntil, Text(overlapUntil)),
        (Previous, PreviousText(isCompromised)),
        (By, by));

    /// <summary>
    /// How a key stands, told again before the entries that told it first are pruned. It stands for itself: read after all of them, after some or after
    /// none, it leaves the same.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="checkValue">Its check value.</param>
    /// <param name="standing"><see cref="Living"/>, <see cref="InUse"/> (an epoch that pseudonyms come from), <see cref="Superseded"/> or <see cref="Gone"/>.</param>
    /// <param name="since">When it was made, or destroyed.</param>
    /// <param name="overlap">How an epoch that was in use once ended; null for others.</param>
    internal static AdministrativeEntry Restated(string name, string checkValue, string standing, DateTimeOffset since, (DateTimeOffset Until, bool IsCompromised)? overlap)
    {
        var entry = AdministrativeEntry.Of(RestatedAction, (Name, name), (CheckValue, checkValue), (Standing, standing), (Since, Text(since)));
        return overlap is not { } end ? entry : entry with
        {
            Facts = entry.Facts.Add(OverlapUntil, Text(end.Until)).Add(Previous, PreviousText(end.IsCompromised)),
        };
    }

    /// <summary>Something else was done with all keys.</summary>
    /// <param name="action">What, such as <c>keys.verified</c>.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="facts">What came of it.</param>
    public static AdministrativeEntry Done(string action, string by, params ReadOnlySpan<(string Name, string Value)> facts) =>
        AdministrativeEntry.Of(action, [(By, by), .. facts]);

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string PreviousText(bool isCompromised) => isCompromised ? Compromised : "overlap";
}
