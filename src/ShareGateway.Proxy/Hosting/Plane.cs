namespace ShareGateway.Proxy.Hosting;

/// <summary>Which listener a connection came through. Set on the connection by Kestrel's listener, so no header can claim it.</summary>
internal enum Plane
{
    /// <summary>No listener of ours; nothing is served.</summary>
    None = 0,

    /// <summary>The partners' listener.</summary>
    Data = 1,

    /// <summary>The listener for consent sources, monitoring and operators.</summary>
    Management = 2,
}

/// <summary>Connection feature and endpoint metadata that names a plane.</summary>
/// <param name="Plane">The plane.</param>
internal sealed record PlaneMark(Plane Plane);
