namespace ShareGateway.Consent;

/// <summary>What is wrong with a consent event. A value for the sender, never an exception.</summary>
public enum ConsentEventProblem
{
    /// <summary>No meaning; the zero value is never reported.</summary>
    None = 0,

    /// <summary>The event id is not 1 to 100 letters, digits, or <c>. _ : / -</c>.</summary>
    EventId = 1,

    /// <summary>The subject key is the default one.</summary>
    Subject = 2,

    /// <summary>The purpose is not a term such as <c>dpv:DirectMarketing</c>, of at most 100 characters.</summary>
    Purpose = 3,

    /// <summary>The recipient is named, but not by 1 to 64 of <c>a-z 0-9 . -</c>.</summary>
    Recipient = 4,

    /// <summary>The state is unknown or no state at all.</summary>
    State = 5,

    /// <summary>The moment is before 1990 or after 2199.</summary>
    At = 6,

    /// <summary>The notice version is not 1 to 64 printable ASCII characters.</summary>
    NoticeVersion = 7,

    /// <summary>The source is not 1 to 64 printable ASCII characters.</summary>
    Source = 8,

    /// <summary>The end of validity is not later than the moment of the event, after 2199, or set on an event that gives nothing.</summary>
    ValidUntil = 9,
}
