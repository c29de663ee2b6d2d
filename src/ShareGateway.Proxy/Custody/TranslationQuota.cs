namespace ShareGateway.Proxy.Custody;

/// <summary>How many pseudonyms each recipient may still have translated today (UTC). In memory: a restart opens a new count. Safe for several threads.</summary>
internal sealed class TranslationQuota
{
    /// <summary>Pseudonyms a recipient and day: a million people are through in a week of an overlap that lasts a month.</summary>
    public const int PerDay = 200_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateOnly Day, int Taken)> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes some; takes none when they do not all fit.</summary>
    public bool TryTake(string recipient, int pseudonyms, DateOnly day)
    {
        lock (_gate)
        {
            var (known, taken) = _taken.GetValueOrDefault(recipient);
            taken = known == day ? taken : 0;
            if (taken + pseudonyms > PerDay)
            {
                return false;
            }

            _taken[recipient] = (day, taken + pseudonyms);
            return true;
        }
    }
}
