using Microsoft.AspNetCore.Http.Features;

namespace ShareGateway.Proxy.Policies;

/// <summary>One request, one policy set (I7): taken when the request comes, used until its answer has ended.</summary>
internal static class PolicyPin
{
    public static IApplicationBuilder UsePolicyPin(this IApplicationBuilder app, PolicySource source) => app.Use((context, next) =>
    {
        context.Features.Set(source.Current);
        return next(context);
    });

    /// <summary>The policies of this request.</summary>
    /// <exception cref="InvalidOperationException">The request came past the pin: nothing may decide it.</exception>
    public static LivePolicies Policies(this HttpContext context) => context.Features.GetRequiredFeature<LivePolicies>();
}
