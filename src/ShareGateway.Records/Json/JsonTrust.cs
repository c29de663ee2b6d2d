namespace ShareGateway.Records.Json;

/// <summary>
/// Whether a guess is worth trying: as long as it holds for most records. One that does not is given up, and another is tried after a while, after a
/// longer one each time.
/// </summary>
internal sealed class JsonTrust
{
    private const int Most = 32;
    private const int PerMiss = 8; // a guess must hold for nine records of ten, or so
    private const int MostRest = 1 << 12;

    private int _trust;
    private int _rest = 1;
    private int _resting;

    /// <summary>The guess held. One that does for long makes up for those before it.</summary>
    public void Hit()
    {
        if (_trust < Most && ++_trust == Most)
        {
            _rest = 1;
        }
    }

    /// <summary>The guess did not hold. False when it is to be given up.</summary>
    public bool Miss()
    {
        _trust -= PerMiss;
        return _trust > 0;
    }

    /// <summary>True when a new guess is worth making.</summary>
    public bool Tries()
    {
        if (--_resting > 0)
        {
            return false;
        }

        (_trust, _resting) = (PerMiss, _rest);
        _rest = Math.Min(2 * _rest, MostRest);
        return true;
    }
}
