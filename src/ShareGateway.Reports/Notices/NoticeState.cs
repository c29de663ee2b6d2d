namespace ShareGateway.Reports.Notices;

/// <summary>How far a recipient has been told of a rectification, an erasure or a restriction.</summary>
public enum NoticeState
{
    /// <summary>Still to be told.</summary>
    ToNotify = 0,

    /// <summary>Told.</summary>
    Notified = 1,

    /// <summary>Told, and it confirmed.</summary>
    Acknowledged = 2,

    /// <summary>Cannot be told, or only with disproportionate effort; the note says why.</summary>
    Impossible = 3,
}
