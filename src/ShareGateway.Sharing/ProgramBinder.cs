using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records;

namespace ShareGateway.Sharing;

/// <summary>
/// Turns a plan into a program by giving its transforms their keys: the one place where policy and secrets meet. Programs are kept
/// as long as their plan and its keys are in use, except where pseudonyms link within one response only.
/// </summary>
/// <param name="keys">Gives the keys.</param>
/// <param name="clock">For the day on which an age is counted.</param>
public sealed class ProgramBinder(SharingKeys keys, TimeProvider clock)
{
    private readonly ConditionalWeakTable<SharePlan, PlanPrograms> _plans = [];

    /// <summary>The program for one response; dispose it when the response has ended.</summary>
    /// <param name="plan">The terms.</param>
    /// <param name="disclosureId">Names the response: pseudonyms that link within one response only are made for it.</param>
    /// <exception cref="InvalidOperationException">The recipient's secret is destroyed.</exception>
    public BoundProgram Bind(SharePlan plan, string disclosureId)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var underWay = keys.Enter(plan.Recipient.Id);
        try
        {
            return Bind(plan, disclosureId, underWay);
        }
        catch
        {
            underWay?.Dispose();
            throw;
        }
    }

    /// <summary>One field's transform by itself, as it was in an epoch, and its key: to find out whom a stand-in stands for.</summary>
    /// <param name="plan">The terms.</param>
    /// <param name="field">One of the plan's fields; its transform needs a key.</param>
    /// <param name="disclosureId">The response whose stand-ins are looked at; needed when they link within one response only.</param>
    /// <param name="epoch">The epoch that they were made in.</param>
    /// <param name="key">The key that the transform works with, to be disposed.</param>
    public FieldTransform TransformOf(SharePlan plan, PlannedField field, string disclosureId, int epoch, out FieldKey key)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(field);
        var definition = DefinitionOf(field);
        key = keys.DeriveKey(
            definition.KeyUse, plan.Contract.Controller, plan.Recipient.Id, ScopeOf(plan, field, disclosureId), KeyClassOf(definition.KeyUse, plan, field), epoch);
        return definition.Create(field.Transform, field.Type, field.Form, key);
    }

    private BoundProgram Bind(SharePlan plan, string disclosureId, IDisposable? underWay)
    {
        var (generation, epoch) = (keys.Generation, keys.EpochOf(plan.Contract.Controller)); // in this order: a change in between is noticed next time
        var programs = _plans.GetValue(plan, static plan => new(plan));
        if (!programs.LinkWithinResponse)
        {
            var kept = LastingOf(plan, programs, generation, epoch);
            return new(kept.Program, [], kept.Epoch, underWay);
        }

        var responseKeys = new List<FieldKey>();
        return new(Build(plan, disclosureId, epoch, responseKeys), responseKeys, epoch, underWay);
    }

    private LastingProgram LastingOf(SharePlan plan, PlanPrograms programs, int generation, int epoch)
    {
        var day = programs.AskDay ? Today() : default;
        var lasting = programs.Lasting;
        if (lasting is null || lasting.Generation != generation || lasting.Day != day)
        {
            programs.Lasting = lasting = new(Build(plan, "", epoch, []), generation, epoch, day);
        }

        return lasting;
    }

    private DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private RecordProgram Build(SharePlan plan, string disclosureId, int epoch, List<FieldKey> responseKeys) => RecordProgram.Build(
        [.. plan.Fields.Select(field => new FieldRule(field.Path, field.Type, Create(plan, field, disclosureId, epoch, responseKeys), field.OnFailure))],
        SubjectsOf(plan),
        [.. plan.Rows.Select(row => new RowRule(row.Path, row.Accepted))]);

    private static ImmutableArray<SubjectField> SubjectsOf(SharePlan plan) =>
        [.. plan.SubjectFields.Select(subject => new SubjectField(subject.Path, subject.Form, subject.Scheme, subject.Required))];

    private FieldTransform Create(SharePlan plan, PlannedField field, string disclosureId, int epoch, List<FieldKey> responseKeys)
    {
        var definition = DefinitionOf(field);
        var key = definition.NeedsKey ? KeyOf(definition.KeyUse, plan, field, disclosureId, epoch, responseKeys) : null;
        return definition.Create(field.Transform, field.Type, field.Form, key, definition.AsksDay ? Today() : default);
    }

    private FieldKey KeyOf(KeyUse use, SharePlan plan, PlannedField field, string disclosureId, int epoch, List<FieldKey> responseKeys)
    {
        var (controller, recipient, keyClass) = (plan.Contract.Controller, plan.Recipient.Id, KeyClassOf(use, plan, field));
        var scope = ScopeOf(plan, field, disclosureId);
        if (LinkScopeOf(field) is LinkScope.Recipient or LinkScope.Agreement)
        {
            return keys.LastingKey(use, controller, recipient, scope, keyClass, epoch);
        }

        var key = keys.DeriveKey(use, controller, recipient, scope, keyClass, epoch);
        responseKeys.Add(key);
        return key;
    }

    private static string ScopeOf(SharePlan plan, PlannedField field, string disclosureId) => LinkScopeOf(field) switch
    {
        LinkScope.Recipient => $"recipient:{plan.Recipient.Id}",
        LinkScope.Agreement => $"agreement:{plan.AgreementId}",
        _ => $"response:{disclosureId}",
    };

    // All dates of a person move alike, whatever kind of data they are; what is added to numbers differs from field to field.
    private static string KeyClassOf(KeyUse use, SharePlan plan, PlannedField field) => use switch
    {
        KeyUse.Shift => RecordProgram.LeadAmong(SubjectsOf(plan)).Scheme,
        KeyUse.Noise => field.Path.ToString(),
        _ => field.KeyClass,
    };

    /// <summary>Within what two equal values get equal pseudonyms.</summary>
    private static LinkScope LinkScopeOf(PlannedField field) => DefinitionOf(field).LinkScopeOf(field.Transform);

    private static TransformDefinition DefinitionOf(PlannedField field) => TransformCatalogue.Find(field.Transform.Name)
        ?? throw new InvalidOperationException("a plan names a transform that the catalogue lacks");

    /// <summary>What the programs of a plan have in common, whatever they are made with; and the last one that serves many answers.</summary>
    private sealed class PlanPrograms(SharePlan plan)
    {
        private LastingProgram? _lasting;

        /// <summary>True when pseudonyms link within one response only: each has a program of its own.</summary>
        public bool LinkWithinResponse { get; } = plan.Fields.Any(field => LinkScopeOf(field) == LinkScope.Response);

        /// <summary>True when an age is counted.</summary>
        public bool AskDay { get; } = plan.Fields.Any(field => DefinitionOf(field).AsksDay);

        /// <summary>Null until the first answer. Of two that are made at once either may stay.</summary>
        public LastingProgram? Lasting
        {
            get => Volatile.Read(ref _lasting);
            set => Volatile.Write(ref _lasting, value);
        }
    }

    /// <summary>A program that serves many answers: those made with one generation of keys, and, where it counts ages, those of a day.</summary>
    private sealed record LastingProgram(RecordProgram Program, int Generation, int Epoch, DateOnly Day);
}

/// <summary>A program with the keys that live only as long as its response.</summary>
/// <param name="Program">What leaves of a record, and how.</param>
/// <param name="ResponseKeys">Zeroed on disposal.</param>
/// <param name="Epoch">The epoch that stand-ins are made in.</param>
/// <param name="UnderWay">Keeps the recipient's keys until disposal.</param>
public sealed record BoundProgram(RecordProgram Program, IReadOnlyList<FieldKey> ResponseKeys, int Epoch, IDisposable? UnderWay) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in ResponseKeys)
        {
            key.Dispose();
        }

        UnderWay?.Dispose();
    }
}
