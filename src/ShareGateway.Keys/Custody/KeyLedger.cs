using System.Globalization;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Keys.Custody;

/// <summary>
/// What the audit log says about keys: which exist, with what check values, which epoch of a controller is in use, which are destroyed. The log is
/// the one place where this stands. Safe for several threads.
/// </summary>
public sealed class KeyLedger
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Key> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _epochs = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Controller, int Epoch), (DateTimeOffset Until, bool Compromised)> _superseded = [];

    /// <summary>Takes in an entry, stored earlier or just now; entries about other things change nothing.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="time">When it was written.</param>
    public void Take(AdministrativeEntry entry, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(entry);
        lock (_gate)
        {
            switch (entry.Action)
            {
                case KeyEntries.CreatedAction:
                    _keys[entry.Facts[KeyEntries.Name]] = new(entry.Facts[KeyEntries.CheckValue], time, IsDestroyed: false);
                    break;
                case KeyEntries.DestroyedAction:
                    _keys[entry.Facts[KeyEntries.Name]] = new(entry.Facts[KeyEntries.CheckValue], time, IsDestroyed: true);
                    break;
                case KeyEntries.RotatedAction:
                    TakeRotation(entry);
                    break;
                case KeyEntries.RestatedAction:
                    TakeRestatement(entry);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The check value of a key that exists; null for one that never did, or is destroyed.</summary>
    /// <param name="name">Its name.</param>
    public string? CheckValueOf(string name)
    {
        lock (_gate)
        {
            return _keys.TryGetValue(name, out var key) && !key.IsDestroyed ? key.CheckValue : null;
        }
    }

    /// <summary>True when the key was destroyed and no other one took its name since.</summary>
    /// <param name="name">Its name.</param>
    public bool IsDestroyed(string name)
    {
        lock (_gate)
        {
            return _keys.TryGetValue(name, out var key) && key.IsDestroyed;
        }
    }

    /// <summary>The epoch that a controller's pseudonyms come from; 1 before the first rotation.</summary>
    /// <param name="controller">The controller.</param>
    public int EpochOf(string controller)
    {
        lock (_gate)
        {
            return _epochs.GetValueOrDefault(controller, 1);
        }
    }

    /// <summary>What a key may be used for.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="now">The moment.</param>
    public KeyState StateOf(string name, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _keys.TryGetValue(name, out var key) ? StateOf(name, key, now) : KeyState.Unknown;
        }
    }

    /// <summary>All keys that ever were, by name.</summary>
    /// <param name="now">The moment.</param>
    public IReadOnlyList<KeyStatus> All(DateTimeOffset now)
    {
        lock (_gate)
        {
            return [.. _keys.Select(key => new KeyStatus(key.Key, StateOf(key.Key, key.Value, now), key.Value.CheckValue, key.Value.Since, OverlapOf(key.Key)))];
        }
    }

    /// <summary>One entry for each key, from which a start on a log that has nothing else of them finds the same.</summary>
    public IReadOnlyList<AdministrativeEntry> Restate()
    {
        lock (_gate)
        {
            return [.. _keys.Select(key => Restated(key.Key, key.Value))];
        }
    }

    private AdministrativeEntry Restated(string name, Key key)
    {
        (DateTimeOffset, bool)? overlap = null;
        var standing = KeyEntries.Living;
        if (KeyName.IsPseudonymRoot(name, out var controller, out var epoch))
        {
            overlap = _superseded.TryGetValue((controller, epoch), out var end) ? end : null;
            standing = epoch == _epochs.GetValueOrDefault(controller, 1) ? KeyEntries.InUse : KeyEntries.Superseded;
        }

        return KeyEntries.Restated(name, key.CheckValue, key.IsDestroyed ? KeyEntries.Gone : standing, key.Since, overlap);
    }

    private void TakeRestatement(AdministrativeEntry entry)
    {
        var name = entry.Facts[KeyEntries.Name];
        var standing = entry.Facts[KeyEntries.Standing];
        _keys[name] = new(entry.Facts[KeyEntries.CheckValue], Time(entry, KeyEntries.Since), standing == KeyEntries.Gone);
        if (!KeyName.IsPseudonymRoot(name, out var controller, out var epoch))
        {
            return;
        }

        if (standing == KeyEntries.InUse)
        {
            _epochs[controller] = epoch;
        }

        if (entry.Facts.ContainsKey(KeyEntries.OverlapUntil))
        {
            _superseded[(controller, epoch)] = EndIn(entry);
        }
    }

    private void TakeRotation(AdministrativeEntry entry)
    {
        var controller = entry.Facts[KeyEntries.Controller];
        _superseded[(controller, _epochs.GetValueOrDefault(controller, 1))] = EndIn(entry);
        _epochs[controller] = int.Parse(entry.Facts[KeyEntries.Epoch], CultureInfo.InvariantCulture);
    }

    private static (DateTimeOffset Until, bool Compromised) EndIn(AdministrativeEntry entry) =>
        (Time(entry, KeyEntries.OverlapUntil), entry.Facts[KeyEntries.Previous] == KeyEntries.Compromised);

    private static DateTimeOffset Time(AdministrativeEntry entry, string fact) => DateTimeOffset.Parse(entry.Facts[fact], CultureInfo.InvariantCulture);

    private KeyState StateOf(string name, Key key, DateTimeOffset now)
    {
        if (key.IsDestroyed)
        {
            return KeyState.Destroyed;
        }

        if (!KeyName.IsPseudonymRoot(name, out var controller, out var epoch) || epoch == _epochs.GetValueOrDefault(controller, 1))
        {
            return KeyState.Current;
        }

        if (!_superseded.TryGetValue((controller, epoch), out var end))
        {
            return KeyState.Retired; // made, but never in use: a rotation that a crash cut short
        }

        return end.Compromised ? KeyState.Compromised : now < end.Until ? KeyState.Previous : KeyState.Retired;
    }

    private DateTimeOffset? OverlapOf(string name) =>
        KeyName.IsPseudonymRoot(name, out var controller, out var epoch) && _superseded.TryGetValue((controller, epoch), out var end) && !end.Compromised
            ? end.Until
            : null;

    private readonly record struct Key(string CheckValue, DateTimeOffset Since, bool IsDestroyed);
}
