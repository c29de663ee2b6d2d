namespace ShareGateway.Records;

/// <summary>What is done when a transform cannot do its work on a value (I5). The original value is never among the choices.</summary>
public enum FailureMode
{
    /// <summary>The whole response fails. The zero value, so that a forgotten choice is the strictest one.</summary>
    FailRequest = 0,

    /// <summary>The record is withheld.</summary>
    DropRecord = 1,

    /// <summary>The field is delivered as null.</summary>
    Null = 2,
}
