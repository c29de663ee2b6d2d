using System.Collections.Immutable;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Options;
using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Proxy.Identity;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Telemetry;
using ShareGateway.Records;
using ShareGateway.Sharing;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>
/// Runs what an answer under a plan needs of its own before the listeners open: program, keys, consent question and rewriting, on bodies about
/// nobody; what all plans share the <see cref="DressRehearsal"/> has run before. And what this host's container makes for a token check. Calls no upstream and writes no audit entry: nothing is
/// disclosed, and what comes out is thrown away.
/// </summary>
internal sealed partial class Rehearsal(
    PolicySource policies, GatewayKeys keys, ConsentIndex consents, ProgramBinder binder, FieldDrift drift, IServiceProvider services, TimeProvider clock, ILogger<Rehearsal> logger)
{
    private const int Strangers = 4;
    private static readonly TimeSpan BetweenStrangers = TimeSpan.FromMilliseconds(20);
    private const int Rounds = 40; // the runtime compiles well what ran thirty times

    /// <summary>Rehearses. Never a reason not to start: what fails here fails again, and is answered, in a request.</summary>
    /// <param name="longest">When it ends at the latest, but for the answer under way; zero rehearses nothing.</param>
    /// <param name="dress">What came of the dress rehearsal.</param>
    public async Task RunAsync(TimeSpan longest, RehearsalOutcome dress)
    {
        using var curtain = new CancellationTokenSource(longest);
        var byPlan = await PlayAsync(curtain.Token);
        foreach (var trouble in new[] { dress.Trouble, byPlan.Trouble }.OfType<string>())
        {
            Log.Failed(logger, trouble);
        }

        Log.Done(logger, dress.Answers, byPlan.Answers);
    }

    private async Task<RehearsalOutcome> PlayAsync(CancellationToken curtain)
    {
        try
        {
            await ShowStrangersAsync();
            return new(await AnswerAllAsync(policies.Current.Set.Plans, curtain), null);
        }
        catch (Exception exception)
        {
            return new(0, exception.GetType().Name);
        }
    }

    /// <summary>Makes one answer in each form that the plan is offered in.</summary>
    /// <returns>How many records it would have delivered.</returns>
    public async Task<long> AnswerAsync(SharePlan plan, CancellationToken stop)
    {
        long delivered = 0;
        var now = clock.GetUtcNow();
        _ = Decisions.Decide(policies.Current.Set, new(plan.Recipient.Id, plan.Contract.Id, plan.Purpose), now, consents.Age(now));
        using var bound = binder.Bind(plan, RandomId.Create());
        foreach (var (format, server) in Offers.AllOf(plan))
        {
            await using var body = new MemoryStream(MadeUpBody.Of(plan, server.Format));
            using var rewriter = new RecordRewriter(body, new(server.Format), bound.Program, format, GateOf(plan), new(), clock);
            while (await rewriter.ReadChunkAsync(stop))
            {
                delivered += rewriter.ChunkRecords;
            }

            _ = drift.Sort(plan.Contract, rewriter.UnknownFields); // none: a contract's known paths are worked out at its first answer
        }

        return delivered;
    }

    /// <summary>Shows this host's own checks somebody whom its issuer does not know; several times, as the container compiles what it is asked for twice.</summary>
    private async Task ShowStrangersAsync()
    {
        if (services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(RecipientAuthentication.DataScheme).ConfigurationManager is not null)
        {
            return; // the checks would fetch the issuer's keys first, and nobody is called before the start
        }

        using var issuer = new MadeUpIssuer();
        for (var stranger = 0; stranger < Strangers; stranger++)
        {
            await using var scope = services.CreateAsyncScope();
            var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            context.Request.Headers.Authorization = $"Bearer {issuer.Token()}";
            _ = scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>(); // as the middleware asks, before anybody is checked
            var evaluator = scope.ServiceProvider.GetRequiredService<IPolicyEvaluator>();
            foreach (var name in new[] { RecipientAuthentication.DataScheme, RecipientAuthentication.AnyStaff })
            {
                var policy = (await scope.ServiceProvider.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(name))!;
                _ = await evaluator.AuthorizeAsync(policy, await evaluator.AuthenticateAsync(policy, context), context, null);
            }

            await Task.Delay(BetweenStrangers);
        }
    }

    /// <summary>Every plan once, for its program; then the first ones, for the code that all share.</summary>
    private async Task<int> AnswerAllAsync(ImmutableArray<SharePlan> plans, CancellationToken curtain)
    {
        var answers = await AnswerAsync(plans, plans.Length, curtain);
        return plans.Length == 0 ? 0 : answers + await Compiling.RepeatAsync(() => AnswerAsync(plans, Rounds, curtain), curtain);
    }

    private async Task<int> AnswerAsync(ImmutableArray<SharePlan> plans, int times, CancellationToken curtain)
    {
        var answers = 0;
        for (; answers < times && !curtain.IsCancellationRequested; answers++)
        {
            await AnswerAsync(plans[answers % plans.Length], CancellationToken.None);
        }

        return answers;
    }

    private RehearsalGate GateOf(SharePlan plan) =>
        new(keys.ConsentKey(plan.Contract.Controller), consents, plan, clock);

    private static partial class Log
    {
        [LoggerMessage(1403, LogLevel.Information, "Rehearsed {Dressed} answers as a whole and {Answers} by plan")]
        public static partial void Done(ILogger logger, int dressed, int answers);

        [LoggerMessage(1402, LogLevel.Warning, "The rehearsal before the start ended with {ExceptionType}; first answers may be slow")]
        public static partial void Failed(ILogger logger, string exceptionType);
    }
}
