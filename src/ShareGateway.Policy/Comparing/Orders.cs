namespace ShareGateway.Policy.Comparing;

/// <summary>Turns comparisons into orders of change.</summary>
internal static class Orders
{
    /// <summary>Of a value of which the greater allows more. Equal values are no change: do not ask.</summary>
    public static ChangeOrder Growing<T>(T before, T after) => Comparer<T>.Default.Compare(after, before) > 0 ? ChangeOrder.Looser : ChangeOrder.Tighter;

    /// <summary>Of a value of which the smaller allows more.</summary>
    public static ChangeOrder Shrinking<T>(T before, T after) => Growing(after, before);

    /// <summary>From what holds between the two: within means "allows nothing that the other does not".</summary>
    public static ChangeOrder Of(bool afterWithinBefore, bool beforeWithinAfter) => (afterWithinBefore, beforeWithinAfter) switch
    {
        (true, false) => ChangeOrder.Tighter,
        (false, true) => ChangeOrder.Looser,
        _ => ChangeOrder.Neither,
    };
}
