using System.Globalization;
using ShareGateway.Policy;
using ShareGateway.Records;

namespace ShareGateway.Sharing.Trials;

/// <summary>
/// Puts one request of a policy test to the gateway's own parts: the decision, the binder, the person gate and the rewriter. Nothing here
/// decides anything itself.
/// </summary>
internal sealed class TrialRequest(PolicySet set, TrialKeys keys, PolicyTest test, TrialPeople people)
{
    private static readonly RewriteOptions Whole = new() { ChunkWait = TimeSpan.FromHours(1) };

    /// <summary>Runs the case.</summary>
    public async Task<TrialAnswer> RunAsync(PolicyTestCase asked, CancellationToken cancellationToken)
    {
        var clock = new TrialClock(asked.At);
        using var index = await people.IndexAsync(clock, cancellationToken);
        var age = index.Age(asked.At) + asked.ConsentKnowledgeAge;
        var decision = Decisions.Decide(set, new(asked.Recipient, asked.Dataset, asked.Purpose), asked.At, age);
        if (!decision.Permits(out var plan))
        {
            return new TrialAnswer { Refusal = RefusalReasons.Code(decision.Reason), AgreementId = decision.AgreementId };
        }

        if (Offers.For(plan, asked.Format) is not { } offer)
        {
            return new TrialAnswer { Refusal = "format-not-offered", AgreementId = plan.AgreementId };
        }

        var gate = new TrialGate(keys.ConsentKey(plan.Contract.Controller), index, plan, clock, people);
        return await RewriteAsync(plan, offer, gate, clock, cancellationToken);
    }

    private async Task<TrialAnswer> RewriteAsync(
        SharePlan plan, Offer offer, TrialGate gate, TrialClock clock, CancellationToken cancellationToken)
    {
        var server = offer.Server;
        using var bound = new ProgramBinder(keys, clock).Bind(plan, "policy-test");
        using var upstream = new MemoryStream(TrialUpstream.Write(server, test.Records.GetValueOrDefault(plan.Contract.Dataset, [])));
        using var rewriter = new RecordRewriter(
            upstream, new(server.Format, server.RecordsAt) { RefusesCaseTwins = plan.Contract.RefusesCaseTwins }, bound.Program, offer.Format, gate, Whole, clock);
        using var answer = new MemoryStream();
        answer.Write(RecordEnvelope.Start(offer.Format, bound.Program).Span);
        try
        {
            while (await rewriter.ReadChunkAsync(cancellationToken))
            {
                answer.Write(rewriter.Chunk.Span);
            }
        }
        catch (RecordException broken)
        {
            string reason = string.Create(CultureInfo.InvariantCulture, $"broken: {broken.Fault} at byte {broken.OffsetBytes} of the upstream's records");
            return new TrialAnswer { Refusal = reason, AgreementId = plan.AgreementId };
        }

        answer.Write(RecordEnvelope.End(offer.Format).Span);
        answer.Write(offer.Format == RecordFormat.Json ? "}"u8 : []);
        var bytes = answer.ToArray();
        return new TrialAnswer
        {
            AgreementId = plan.AgreementId,
            Plan = plan,
            Bytes = bytes,
            People = [.. gate.Shared],
            Records = TrialAnswer.Read(offer.Format, bytes),
        };
    }
}
