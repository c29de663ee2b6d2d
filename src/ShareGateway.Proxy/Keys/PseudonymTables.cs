using System.Collections.Concurrent;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Proxy.Keys;

/// <summary>
/// Which new pseudonym stands for whom an old one stood, per recipient, for the time of an overlap: a keyed hash cannot be turned back, so the pairs are
/// noted while answers are made with both keys. In memory only: a restart forgets them, and a new answer brings them back. Safe for several threads.
/// </summary>
internal sealed class PseudonymTables
{
    /// <summary>Most pairs of one table, some 80 MB. Pairs past that are not noted, and their old pseudonyms stay unknown.</summary>
    public const int MaxPairs = 1_000_000;

    private readonly ConcurrentDictionary<(string Recipient, string Controller, int Epoch), Table> _tables = new();

    /// <summary>The table of one recipient for a controller's earlier epoch.</summary>
    public IPseudonymPairs TableOf(string recipient, string controller, int epoch) => _tables.GetOrAdd((recipient, controller, epoch), static _ => new Table());

    /// <summary>The controllers whose earlier epoch a recipient may have pseudonyms of.</summary>
    public IReadOnlyList<string> ControllersOf(string recipient, int epoch) =>
        [.. _tables.Keys.Where(key => key.Recipient == recipient && key.Epoch == epoch).Select(key => key.Controller).Order(StringComparer.Ordinal)];

    /// <summary>Controllers and earlier epochs that there are tables for.</summary>
    public IReadOnlyList<(string Controller, int Epoch)> Epochs() => [.. _tables.Keys.Select(key => (key.Controller, key.Epoch)).Distinct()];

    /// <summary>Looks an old pseudonym up.</summary>
    public bool TryTranslate(string recipient, string controller, int epoch, UInt128 earlier, out UInt128 later)
    {
        later = 0;
        return _tables.TryGetValue((recipient, controller, epoch), out var table) && table.TryGet(earlier, out later);
    }

    /// <summary>Forgets a recipient.</summary>
    public void Forget(string recipient) => Forget(key => key.Recipient == recipient);

    /// <summary>Forgets an epoch: its overlap is over, or its root destroyed.</summary>
    public void Forget(string controller, int epoch) => Forget(key => key.Controller == controller && key.Epoch == epoch);

    private void Forget(Func<(string Recipient, string Controller, int Epoch), bool> which)
    {
        foreach (var key in _tables.Keys.Where(which))
        {
            if (_tables.TryRemove(key, out var table))
            {
                table.Close();
            }
        }
    }

    private sealed class Table : IPseudonymPairs
    {
        private readonly ConcurrentDictionary<UInt128, UInt128> _pairs = new();
        private int _count;
        private volatile bool _closed;

        public void Note(UInt128 earlier, UInt128 later)
        {
            if (!_closed && Volatile.Read(ref _count) < MaxPairs && _pairs.TryAdd(earlier, later))
            {
                Interlocked.Increment(ref _count);
            }
        }

        public bool TryGet(UInt128 earlier, out UInt128 later) => _pairs.TryGetValue(earlier, out later);

        /// <summary>Keys of answers under way may go on noting; it lands nowhere.</summary>
        public void Close()
        {
            _closed = true;
            _pairs.Clear();
        }
    }
}
