namespace ShareGateway.Policy.Comparing;

/// <summary>How a new rule stands to the old one, in the order in which guardrails are met.</summary>
public enum ChangeOrder
{
    /// <summary>Changed, and neither order holds: nothing proves that the new rule allows no more than the old one.</summary>
    Neither = 0,

    /// <summary>The new rule allows nothing that the old one did not, and less than it.</summary>
    Tighter = 1,

    /// <summary>The new rule allows something that the old one did not.</summary>
    Looser = 2,
}
