namespace ShareGateway.Records.Reading;

/// <summary>What an input found at the head of the unread bytes.</summary>
internal enum InputKind
{
    /// <summary>No whole record yet.</summary>
    NeedMore = 0,

    /// <summary>A record.</summary>
    Record = 1,

    /// <summary>The body is complete.</summary>
    End = 2,
}
