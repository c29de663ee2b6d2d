using ShareGateway.Keys.Custody;
using ShareGateway.Keys.Storage;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Proxy.Keys;

/// <summary>
/// The recipients' secrets, and which of them an answer under way still needs: a destroyed one is zeroed, with all that was derived from it, when the
/// last answer that began before has ended. Nothing new begins meanwhile. Safe for several threads.
/// </summary>
internal sealed class RecipientSecrets : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Holding> _held = new(StringComparer.Ordinal);

    public bool Holds(string recipient)
    {
        lock (_gate)
        {
            return _held.ContainsKey(recipient);
        }
    }

    /// <exception cref="KeyUnavailableException">There is none, or it is destroyed.</exception>
    public RecipientSecret Get(string recipient)
    {
        lock (_gate)
        {
            return _held.TryGetValue(recipient, out var holding) ? holding.Secret : throw Gone(recipient);
        }
    }

    public void Put(string recipient, RecipientSecret secret)
    {
        lock (_gate)
        {
            _held.Add(recipient, new(secret));
        }
    }

    /// <summary>Announces an answer.</summary>
    /// <exception cref="InvalidOperationException">The secret is destroyed.</exception>
    public IDisposable Enter(string recipient)
    {
        lock (_gate)
        {
            if (!_held.TryGetValue(recipient, out var holding))
            {
                throw new InvalidOperationException("the recipient's secret is destroyed", Gone(recipient));
            }

            holding.UnderWay++;
            return new Visit(this, holding);
        }
    }

    /// <summary>Gives up a secret.</summary>
    /// <param name="recipient">Whose.</param>
    /// <param name="derived">Keys that came of it, zeroed with it.</param>
    public void Destroy(string recipient, IReadOnlyList<FieldKey> derived)
    {
        lock (_gate)
        {
            if (_held.Remove(recipient, out var holding))
            {
                holding.Doomed = derived;
                ZeroIfUnused(holding);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var holding in _held.Values)
            {
                holding.Secret.Dispose();
            }
        }
    }

    private static KeyUnavailableException Gone(string recipient) => new(KeyName.Recipient(recipient), "is destroyed");

    private static void ZeroIfUnused(Holding holding)
    {
        if (holding is { Doomed: { } derived, UnderWay: 0 })
        {
            holding.Secret.Dispose();
            foreach (var key in derived)
            {
                key.Dispose();
            }
        }
    }

    private void Leave(Holding holding)
    {
        lock (_gate)
        {
            holding.UnderWay--;
            ZeroIfUnused(holding);
        }
    }

    // Owned by the lock.
    private sealed class Holding(RecipientSecret secret)
    {
        public RecipientSecret Secret { get; } = secret;

        public int UnderWay { get; set; }

        /// <summary>Set when the secret is destroyed.</summary>
        public IReadOnlyList<FieldKey>? Doomed { get; set; }
    }

    private sealed class Visit(RecipientSecrets secrets, Holding holding) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                secrets.Leave(holding);
            }
        }
    }
}
