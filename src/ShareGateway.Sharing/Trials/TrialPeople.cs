using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Sharing.Trials;

/// <summary>The people of one policy test: their consents in a consent store of its own, and who is who. Deleted on dispose.</summary>
internal sealed class TrialPeople : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("policy-test-");
    private readonly Dictionary<(string Scheme, string Canonical), string> _names = [];
    private readonly List<ConsentEvent> _events = [];
    private ConsentStore? _store;

    private TrialPeople(PolicyTest test, SubjectReferenceKey key)
    {
        foreach (var person in test.People)
        {
            foreach (var id in person.Ids)
            {
                var canonical = Canonical(id);
                _names[(id.Scheme, Encoding.UTF8.GetString(canonical))] = person.Name;
                AddEvents(person, KeyOf(key, id.Scheme, canonical));
            }
        }
    }

    /// <summary>Stores the consents of a test's people, as the gateway would.</summary>
    /// <exception cref="ConsentUnavailableException">No room, or no permission, for a temporary file.</exception>
    /// <exception cref="InvalidOperationException">The store does not take an event that the policy folder's checks let pass.</exception>
    public static async Task<TrialPeople> OpenAsync(PolicyTest test, SubjectReferenceKey key, CancellationToken cancellationToken)
    {
        var people = new TrialPeople(test, key);
        try
        {
            people._store = await ConsentStore.OpenAsync(Path.Combine(people._folder.FullName, "consent.db"), TimeProvider.System, cancellationToken);
            foreach (var batch in people._events.Chunk(ConsentStore.MaxBatch))
            {
                var receipt = await people._store.AppendAsync(batch, cancellationToken);
                if (receipt.Appended != batch.Length)
                {
                    throw new InvalidOperationException($"{test.File}: the consent store refuses a consent of this test");
                }
            }

            return people;
        }
        catch
        {
            people.Dispose();
            throw;
        }
    }

    /// <summary>What is known of these people's consents at a moment. The caller disposes it.</summary>
    public async Task<ConsentIndex> IndexAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var index = new ConsentIndex(_store!, clock);
        await index.SyncAsync(cancellationToken);
        return index;
    }

    /// <summary>What the test calls the person with an id; null for nobody of the test.</summary>
    public string? NameOf(string scheme, ReadOnlySpan<byte> canonicalId) => _names.GetValueOrDefault((scheme, Encoding.UTF8.GetString(canonicalId)));

    /// <inheritdoc/>
    public void Dispose()
    {
        _store?.Dispose();
        _folder.Delete(recursive: true);
    }

    private void AddEvents(PolicyTestPerson person, SubjectKey subject)
    {
        foreach (var consent in person.Consents)
        {
            var state = ConsentStateNames.TryParse(consent.State, out var known) ? known : ConsentState.Unknown;
            string id = string.Create(CultureInfo.InvariantCulture, $"event-{_events.Count}");
            _events.Add(new ConsentEvent(id, subject, consent.Purpose, consent.Recipient, state, consent.At, "test", "policy-test", consent.Until));
        }
    }

    [SuppressMessage("Performance", "CA1859:Use concrete types when possible for improved performance", Justification = "a span's owner must be an array here")]
    private static byte[] Canonical(PolicyTestId id)
    {
        Span<byte> canonical = stackalloc byte[CanonicalValue.MaxBytes];
        return CanonicalValue.TryWrite(id.Form, Encoding.UTF8.GetBytes(id.Id), canonical, out int written)
            ? canonical[..written].ToArray()
            : throw new InvalidOperationException("the folder's checks let an unreadable id pass");
    }

    private static SubjectKey KeyOf(SubjectReferenceKey key, string scheme, ReadOnlySpan<byte> canonical)
    {
        Span<byte> reference = stackalloc byte[SubjectKey.Size];
        key.Write(scheme, canonical, reference);
        return SubjectKey.FromBytes(reference);
    }
}
