using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Proxy.Identity;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.Policies;
using ShareGateway.Records;
using ShareGateway.Sharing;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>
/// Runs what an answer needs before the listeners open, so that the first partner does not pay for the compiling of it: token check,
/// keys, consent question and rewriting, for each plan, on bodies about nobody. Calls no upstream and writes no audit entry: nothing
/// is disclosed, and what comes out is thrown away.
/// </summary>
internal sealed partial class Rehearsal(
    PolicySource policies, GatewayKeys keys, ConsentIndex consents, ProgramBinder binder, TimeProvider clock, ILogger<Rehearsal> logger)
{
    private const int Rounds = 40; // the runtime compiles well what ran thirty times

    /// <summary>A start must not wait for this; what is left is compiled by the first answers.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Rehearses. Never a reason not to start: what fails here fails again, and is answered, in a request.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await CheckTokensAsync();
            Log.Done(logger, await AnswerAllAsync(policies.Current.Set.Plans, stop));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Failed(logger, exception.GetType().Name);
        }
    }

    /// <summary>Makes one answer in each form that the plan is offered in.</summary>
    /// <returns>How many records it would have delivered.</returns>
    public async Task<long> AnswerAsync(SharePlan plan, CancellationToken stop)
    {
        long delivered = 0;
        using var bound = binder.Bind(plan, RandomId.Create());
        foreach (var (format, server) in Offers.AllOf(plan))
        {
            await using var body = new MemoryStream(MadeUpBody.Of(plan, server.Format));
            using var rewriter = new RecordRewriter(body, new(server.Format), bound.Program, format, GateOf(plan), new(), clock);
            while (await rewriter.ReadChunkAsync(stop))
            {
                delivered += rewriter.ChunkRecords;
            }
        }

        return delivered;
    }

    /// <summary>Every plan once, for its program; then the first ones, for the code that all share.</summary>
    private async Task<int> AnswerAllAsync(ImmutableArray<SharePlan> plans, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var answers = 0;
        while (answers < plans.Length + Rounds && plans.Length > 0 && clock.GetElapsedTime(began) < Longest)
        {
            await AnswerAsync(plans[answers % plans.Length], stop);
            answers++;
        }

        return answers;
    }

    private RehearsalGate GateOf(SharePlan plan) =>
        new(keys.ConsentKey(plan.Contract.Controller), keys.AuditKey(plan.Contract.Controller), consents, plan, clock);

    /// <summary>Checks tokens of an issuer who lives for this moment only.</summary>
    private static async Task CheckTokensAsync()
    {
        using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new ECDsaSecurityKey(secret) { KeyId = "rehearsal", CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        var demands = RecipientAuthentication.DemandsOf("rehearsal", "rehearsal", [key]);
        var check = RecipientAuthentication.NewCheck();
        for (var round = 0; round < Rounds; round++)
        {
            var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = "rehearsal",
                Audience = "rehearsal",
                TokenType = RecipientAuthentication.TokenType,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["client_id"] = "nobody", ["scope"] = $"round {round}" },
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            });
            _ = await check.ValidateTokenAsync(token, demands);
            _ = await check.ValidateTokenAsync(token, demands);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1403, LogLevel.Information, "Rehearsed {Answers} answers")]
        public static partial void Done(ILogger logger, int answers);

        [LoggerMessage(1402, LogLevel.Warning, "The rehearsal before the start ended with {ExceptionType}; first answers may be slow")]
        public static partial void Failed(ILogger logger, string exceptionType);
    }
}
