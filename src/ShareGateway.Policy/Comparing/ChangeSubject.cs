namespace ShareGateway.Policy.Comparing;

/// <summary>What a change is about.</summary>
public enum ChangeSubject
{
    /// <summary>Nothing; never the subject of a real change.</summary>
    None = 0,

    /// <summary>An agreement as it takes effect, every guardrail above it met.</summary>
    Agreement = 1,

    /// <summary>The guardrail of a scope.</summary>
    Guardrail = 2,

    /// <summary>What a recipient's requests mean that name a dataset without its version.</summary>
    Recipient = 3,
}
