using ShareGateway.Proxy.Edge;

namespace ShareGateway.Proxy.Hosting;

/// <summary>
/// Serves an endpoint only on the listener that it is marked for. An endpoint without a mark is served nowhere, so that a forgotten
/// mark is a missing page and not an open door.
/// </summary>
internal static class PlaneGuard
{
    public static IApplicationBuilder UsePlaneGuard(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        return context.GetEndpoint() is { } endpoint && Belongs(context, endpoint)
            ? next(context)
            : Problem.WriteAsync(context, StatusCodes.Status404NotFound, "not-found");
    });

    public static Plane PlaneOf(HttpContext context) => context.Features.Get<PlaneMark>()?.Plane ?? Plane.None;

    private static bool Belongs(HttpContext context, Endpoint endpoint)
    {
        var plane = PlaneOf(context);
        return plane != Plane.None && endpoint.Metadata.GetMetadata<PlaneMark>()?.Plane == plane;
    }
}
