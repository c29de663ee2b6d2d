using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ShareGateway.Policy.Loading;
using ShareGateway.Proxy.Policies;

namespace ShareGateway.Proxy.Tests.Policies;

/// <summary>One request, one policy set (I7).</summary>
public sealed class PolicyPinTests
{
    [Fact]
    public async Task A_request_keeps_its_set_when_another_goes_live_meanwhile()
    {
        var (first, second) = (Live(), Live());
        var source = new PolicySource(first);
        var seen = new List<LivePolicies>();
        var pipeline = Pipeline(source, context =>
        {
            seen.Add(context.Policies());
            source.GoLive(second);
            seen.Add(context.Policies());
        });

        await pipeline(new DefaultHttpContext());
        await pipeline(new DefaultHttpContext());

        LivePolicies[] expected = [first, first, second, second];
        Assert.True(expected.Zip(seen).All(pair => ReferenceEquals(pair.First, pair.Second)));
        Assert.Equal(expected.Length, seen.Count);
    }

    [Fact]
    public void A_request_that_came_past_the_pin_has_no_policies()
    {
        var services = new ServiceCollection().AddSingleton(new PolicySource(Live())).BuildServiceProvider();

        Assert.Throws<InvalidOperationException>(() => new DefaultHttpContext { RequestServices = services }.Policies());
    }

    private static LivePolicies Live()
    {
        var set = PolicyLoader.Load(Path.Combine(AppContext.BaseDirectory, "policies")).Set;
        return new(set!, new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero));
    }

    private static RequestDelegate Pipeline(PolicySource source, Action<HttpContext> request)
    {
        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        app.UsePolicyPin(source);
        app.Run(context =>
        {
            request(context);
            return Task.CompletedTask;
        });
        return app.Build();
    }
}
