namespace ShareGateway.Proxy.Policies;

/// <summary>
/// The live policies, swapped in one write, and how the edits went. One writer; any number of readers. A request takes
/// <see cref="Current"/> once, at its start (<see cref="PolicyPin"/>).
/// </summary>
internal sealed class PolicySource(LivePolicies first)
{
    private readonly long[] _edits = new long[Enum.GetValues<EditOutcome>().Length];
    private volatile LivePolicies _current = first;
    private volatile int _findings;

    /// <summary>What new requests are decided by.</summary>
    public LivePolicies Current => _current;

    /// <summary>What stands in the way of the folder as it is now; 0 when the live set is what the folder says.</summary>
    public int Findings => _findings;

    /// <summary>How many edits ended in this way since the start.</summary>
    public long Edits(EditOutcome outcome) => Volatile.Read(ref _edits[(int)outcome]);

    /// <summary>A good edit: new requests are decided by this set.</summary>
    public void GoLive(LivePolicies next)
    {
        _current = next;
        Settle(EditOutcome.Live, 0);
    }

    /// <summary>The folder says what the live set says.</summary>
    public void Keep() => Settle(EditOutcome.Same, 0);

    /// <summary>A bad edit: the live set stays.</summary>
    /// <param name="findings">How many things are wrong, at least 1.</param>
    public void Refuse(int findings) => Settle(EditOutcome.Refused, Math.Max(1, findings));

    private void Settle(EditOutcome outcome, int findings)
    {
        _findings = findings;
        Interlocked.Increment(ref _edits[(int)outcome]);
    }
}
