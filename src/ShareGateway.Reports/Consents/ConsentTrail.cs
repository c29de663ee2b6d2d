using ShareGateway.Consent;

namespace ShareGateway.Reports.Consents;

/// <summary>Reads what reports need of a consent store.</summary>
internal static class ConsentTrail
{
    /// <summary>The events that a filter keeps, in the order in which they were stored; none when there is no store.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="until">What the gateway got to know later does not count.</param>
    /// <param name="keep">The filter; the store is read from its start.</param>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public static IReadOnlyList<StoredConsentEvent> Read(string path, DateTimeOffset until, Func<StoredConsentEvent, bool> keep)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            using var store = ConsentStore.OpenAsync(path, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
            return [.. store.ReadFrom(0).Where(stored => stored.ReceivedAt <= until && keep(stored))];
        }
        catch (ConsentUnavailableException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
