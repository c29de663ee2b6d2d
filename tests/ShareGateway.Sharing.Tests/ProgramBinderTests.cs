using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Sharing.Tests.Trials;
using ShareGateway.Sharing.Trials;

namespace ShareGateway.Sharing.Tests;

public sealed class ProgramBinderTests
{
    private const string Analytics = "pacific-insight-analytics"; // links within one response only

    [Fact]
    public void A_plan_whose_pseudonyms_last_has_one_program()
    {
        using var keys = new TrialKeys();
        var binder = new ProgramBinder(keys, TimeProvider.System);
        var plan = Plan("galerie-lumiere-newsletter");

        using var one = binder.Bind(plan, "a");
        using var other = binder.Bind(plan, "b");

        Assert.Same(one.Program, other.Program);
        Assert.Empty(one.ResponseKeys);
    }

    [Fact]
    public void The_same_terms_read_again_are_another_plan()
    {
        using var keys = new TrialKeys();
        var binder = new ProgramBinder(keys, TimeProvider.System);

        using var one = binder.Bind(Plan("galerie-lumiere-newsletter"), "a");
        using var other = binder.Bind(Plan("galerie-lumiere-newsletter"), "a");

        Assert.NotSame(one.Program, other.Program);
    }

    [Fact]
    public void A_plan_that_links_within_a_response_has_keys_that_end_with_it()
    {
        using var keys = new TrialKeys();
        var bound = new ProgramBinder(keys, TimeProvider.System).Bind(Plan(Analytics), "a");
        var key = Assert.IsType<PseudonymKey>(Assert.Single(bound.ResponseKeys));

        bound.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Write("x"u8, new byte[key.TokenLength]));
    }

    [Fact]
    public void A_program_does_not_outlive_its_plan()
    {
        using var keys = new TrialKeys();
        var binder = new ProgramBinder(keys, TimeProvider.System);
        var program = BindAndForget(binder);

        for (int i = 0; i < 10 && program.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(program.IsAlive, "a gateway that reloads its policies would grow");
        GC.KeepAlive(binder);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference BindAndForget(ProgramBinder binder)
    {
        using var bound = binder.Bind(Plan("galerie-lumiere-newsletter"), "a");
        return new WeakReference(bound.Program);
    }

    private static SharePlan Plan(string agreement)
    {
        using var folder = new TrialFolder(withTests: false);
        return folder.Load().Plans.Single(plan => plan.AgreementId == agreement);
    }
}
