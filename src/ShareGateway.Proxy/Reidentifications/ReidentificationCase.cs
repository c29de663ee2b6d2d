namespace ShareGateway.Proxy.Reidentifications;

/// <summary>How far a request has come. The zero value allows nothing.</summary>
internal enum ReidentificationState
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>Waits for another person.</summary>
    Requested = 1,

    /// <summary>May be resolved, once, by who requested it.</summary>
    Approved = 2,

    /// <summary>Was resolved; never again.</summary>
    Resolved = 3,
}

/// <summary>One request, without the list: nobody's id is kept.</summary>
/// <param name="Id">Random.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Case">The file that it belongs to.</param>
/// <param name="Ground">Why.</param>
/// <param name="Agreement">Under which agreement the stand-ins were delivered.</param>
/// <param name="Field">In which field.</param>
/// <param name="Values">How many stand-ins.</param>
/// <param name="ListSha256">Hash of the list.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="ApprovedBy">Who approved; empty until then.</param>
internal sealed record ReidentificationCase(
    string Id, ReidentificationState State, string Case, string Ground, string Agreement, string Field, int Values, string ListSha256, string RequestedBy, string ApprovedBy);
