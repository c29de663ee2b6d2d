using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records;

namespace ShareGateway.Sharing;

/// <summary>
/// Turns a plan into a program by giving its transforms their keys: the one place where policy and secrets meet. Programs are kept
/// as long as their plan is in use, except where pseudonyms link within one response only.
/// </summary>
/// <param name="keys">Gives the keys.</param>
/// <param name="clock">For the day on which an age is counted.</param>
public sealed class ProgramBinder(SharingKeys keys, TimeProvider clock)
{
    private readonly ConditionalWeakTable<SharePlan, LastingProgram> _lasting = [];

    /// <summary>The program for one response; dispose it when the response has ended.</summary>
    /// <param name="plan">The terms.</param>
    /// <param name="disclosureId">Names the response: pseudonyms that link within one response only are made for it.</param>
    public BoundProgram Bind(SharePlan plan, string disclosureId)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!plan.Fields.Any(field => LinkScopeOf(field) == LinkScope.Response))
        {
            return new(LastingOf(plan), []);
        }

        var responseKeys = new List<FieldKey>();
        return new(Build(plan, disclosureId, responseKeys), responseKeys);
    }

    private RecordProgram LastingOf(SharePlan plan)
    {
        var day = plan.Fields.Any(field => DefinitionOf(field).AsksDay) ? Today() : default;
        var lasting = _lasting.GetOrAdd(plan, static (p, about) => new(about.Binder.Build(p, "", []), about.Day), (Binder: this, Day: day));
        if (lasting.Day != day)
        {
            _lasting.AddOrUpdate(plan, lasting = new(Build(plan, "", []), day));
        }

        return lasting.Program;
    }

    private DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private RecordProgram Build(SharePlan plan, string disclosureId, List<FieldKey> responseKeys) => RecordProgram.Build(
        [.. plan.Fields.Select(field => new FieldRule(field.Path, field.Type, Create(plan, field, disclosureId, responseKeys), field.OnFailure))],
        SubjectsOf(plan),
        [.. plan.Rows.Select(row => new RowRule(row.Path, row.Accepted))]);

    private static ImmutableArray<SubjectField> SubjectsOf(SharePlan plan) =>
        [.. plan.SubjectFields.Select(subject => new SubjectField(subject.Path, subject.Form, subject.Scheme, subject.Required))];

    private FieldTransform Create(SharePlan plan, PlannedField field, string disclosureId, List<FieldKey> responseKeys)
    {
        var definition = DefinitionOf(field);
        var key = definition.NeedsKey ? KeyOf(definition.KeyUse, plan, field, disclosureId, responseKeys) : null;
        return definition.Create(field.Transform, field.Type, field.Form, key, definition.AsksDay ? Today() : default);
    }

    private FieldKey KeyOf(KeyUse use, SharePlan plan, PlannedField field, string disclosureId, List<FieldKey> responseKeys)
    {
        var (controller, recipient, keyClass) = (plan.Contract.Controller, plan.Recipient.Id, KeyClassOf(use, plan, field));
        switch (LinkScopeOf(field))
        {
            case LinkScope.Recipient:
                return keys.LastingKey(use, controller, recipient, $"recipient:{recipient}", keyClass);
            case LinkScope.Agreement:
                return keys.LastingKey(use, controller, recipient, $"agreement:{plan.AgreementId}", keyClass);
            default:
                var key = keys.DeriveKey(use, controller, recipient, $"response:{disclosureId}", keyClass);
                responseKeys.Add(key);
                return key;
        }
    }

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

    /// <summary>A program that serves many answers; one that counts ages, those of a day.</summary>
    private sealed record LastingProgram(RecordProgram Program, DateOnly Day);
}

/// <summary>A program with the keys that live only as long as its response.</summary>
/// <param name="Program">What leaves of a record, and how.</param>
/// <param name="ResponseKeys">Zeroed on disposal.</param>
public sealed record BoundProgram(RecordProgram Program, IReadOnlyList<FieldKey> ResponseKeys) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in ResponseKeys)
        {
            key.Dispose();
        }
    }
}
