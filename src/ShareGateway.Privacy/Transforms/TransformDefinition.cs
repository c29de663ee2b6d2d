using System.Collections.Immutable;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// What one kind of transform is: its name, what it takes, what fits it, how it is built. Everything but <see cref="Create"/>
/// works without keys, so policies are checked and explained where no key is.
/// </summary>
public abstract class TransformDefinition
{
    private static readonly ImmutableArray<FieldType> AllTypes =
        [FieldType.Text, FieldType.Integer, FieldType.Number, FieldType.Boolean, FieldType.Date, FieldType.Timestamp, FieldType.Time];

    private protected TransformDefinition(string name, DisclosureClass disclosure, params ImmutableArray<TransformParameter> parameters) =>
        (Name, Class, Parameters) = (name, disclosure, parameters);

    /// <summary>As written in a policy (<c>do: mask</c>).</summary>
    public string Name { get; }

    /// <summary>All parameters, in the order in which documents list them.</summary>
    public ImmutableArray<TransformParameter> Parameters { get; }

    /// <summary>Which key <see cref="Create"/> wants; none for most.</summary>
    public virtual KeyUse KeyUse => KeyUse.None;

    /// <summary>True when <see cref="Create"/> wants a key.</summary>
    public bool NeedsKey => KeyUse is not KeyUse.None;

    /// <summary>True when the holder of the key can read the value back.</summary>
    public bool IsReversible => KeyUse is KeyUse.Token or KeyUse.Ff1;

    /// <summary>True when <see cref="Create"/> wants the day of the request: what it built is good for that day only.</summary>
    public virtual bool AsksDay => false;

    /// <summary>True when it may be used only where a guardrail names it for the kind of data.</summary>
    public virtual bool NeedsOptIn => false;

    /// <summary>True when the same comes out whatever the value is, so that nothing of it shows.</summary>
    public virtual bool SaysNothing => false;

    /// <summary>True when a value that is coarse or harmless enough leaves as it came.</summary>
    public virtual bool MayKeepValue => false;

    /// <summary>What a recipient still sees of the value.</summary>
    public DisclosureClass Class { get; }

    /// <summary>The types of fields that it fits, by one of its ways at least.</summary>
    public virtual ImmutableArray<FieldType> Types => AllTypes;

    /// <summary>The form that a field's values must have by their contract; empty when any will do.</summary>
    public virtual ImmutableArray<CanonicalForm> Forms => [];

    /// <summary>Every way of using it, each fit for one type of field at least; the first is the plainest.</summary>
    public ImmutableArray<TransformSpec> Examples => [.. Ways.Select(way => TransformSpec.Parse($"{Name} {way}"))];

    /// <summary>The type of what is delivered, for the published schema. Any type may also hold null.</summary>
    /// <param name="spec">A spec without problems.</param>
    /// <param name="type">The field's type by its contract.</param>
    public virtual FieldType OutputType(TransformSpec spec, FieldType type) => type;

    /// <summary>
    /// Within which results are the same; <see cref="LinkScope.None"/> without a key. Tells the host which key to derive.
    /// </summary>
    /// <param name="spec">A spec without problems.</param>
    public virtual LinkScope LinkScopeOf(TransformSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Parameters.FirstOrDefault(parameter => parameter.Name == LinkScopes.Parameter) is { } linkable ? LinkScopes.Of(linkable.TextIn(spec)) : LinkScope.None;
    }

    /// <summary>True when an agreement must say why: what shows most or links most is the exception.</summary>
    /// <param name="spec">A spec without problems.</param>
    public virtual bool NeedsReason(TransformSpec spec) => Class is DisclosureClass.Pseudonymised && LinkScopeOf(spec) > LinkScope.Response;

    /// <summary>
    /// True when the first spec of this transform shows no more than the second, of any value; false also when nobody can tell. Not asked about
    /// two that are the same.
    /// </summary>
    /// <param name="lower">A spec of this transform without problems.</param>
    /// <param name="upper">Another.</param>
    public virtual bool IsWithin(TransformSpec lower, TransformSpec upper) => false;

    /// <summary>
    /// Everything that is wrong with a spec for a field of this type; empty when <see cref="Create"/> will take it.
    /// </summary>
    /// <param name="spec">A spec of this <see cref="Name"/>.</param>
    /// <param name="type">The field's type by its contract.</param>
    /// <param name="form">The form of the field's values by its contract; none fits only what takes any.</param>
    public ImmutableArray<TransformProblem> Check(TransformSpec spec, FieldType type, CanonicalForm form = CanonicalForm.None)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var problems = ImmutableArray.CreateBuilder<TransformProblem>();
        if (spec.Name != Name)
        {
            problems.Add(new TransformProblem(null, $"`{spec.Name}` is not `{Name}`", null));
            return problems.ToImmutable();
        }

        foreach (var (name, value) in spec.Parameters)
        {
            CheckParameter(name, value, problems);
        }

        if (problems.Count == 0)
        {
            CheckWhole(spec, type, problems);
            RequireForm(form, problems);
        }

        return problems.ToImmutable();
    }

    /// <summary>Builds the transform.</summary>
    /// <param name="spec">A spec that <see cref="Check"/> finds nothing wrong with.</param>
    /// <param name="type">The field's type by its contract.</param>
    /// <param name="form">The canonical form of the field's class; used by keyed transforms only.</param>
    /// <param name="key">A key of this <see cref="KeyUse"/>; null when there is none. Stays the caller's, who disposes it after the last use of the
    /// transform.</param>
    /// <param name="day">The day of the request, when <see cref="AsksDay"/>.</param>
    /// <exception cref="ArgumentException">The spec has a problem, or key, form or day is missing where one is needed.</exception>
    public FieldTransform Create(TransformSpec spec, FieldType type, CanonicalForm form, FieldKey? key, DateOnly day = default)
    {
        if (Check(spec, type, form) is [var problem, ..])
        {
            throw new ArgumentException($"transform `{Name}`: {problem.Text}", nameof(spec));
        }

        if (NeedsKey && key?.Use != KeyUse)
        {
            throw new ArgumentException($"transform `{Name}` needs a key for {KeyUse}", nameof(key));
        }

        if (NeedsKey && (form is CanonicalForm.None || !Enum.IsDefined(form)))
        {
            throw new ArgumentException($"transform `{Name}` needs a canonical form", nameof(form));
        }

        if (AsksDay && day == default)
        {
            throw new ArgumentException($"transform `{Name}` needs the day of the request", nameof(day));
        }

        return Build(spec, new FieldBinding(type, form, key, day));
    }

    /// <summary>
    /// Says in plain words what a recipient gets, as the end of a sentence that a DPO reads: lower case, no full stop.
    /// </summary>
    /// <param name="spec">A spec without problems.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    /// <exception cref="ArgumentException">The language is neither.</exception>
    public string Describe(TransformSpec spec, string language)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return language switch
        {
            "fr" => InFrench(spec),
            "en" => InEnglish(spec),
            _ => throw new ArgumentException($"expected `fr` or `en`, got `{language}`", nameof(language)),
        };
    }

    private protected virtual ImmutableArray<string> Ways => [""];

    private protected abstract FieldTransform Build(TransformSpec spec, FieldBinding field);

    private protected abstract string InFrench(TransformSpec spec);

    private protected abstract string InEnglish(TransformSpec spec);

    /// <summary>Checks how parameters go together and whether they fit the type; each by itself is already in order.</summary>
    private protected virtual void CheckWhole(TransformSpec spec, FieldType type, ImmutableArray<TransformProblem>.Builder problems) =>
        RequireType(type, problems, Types.AsSpan());

    private protected void RequireType(
        FieldType type, ImmutableArray<TransformProblem>.Builder problems, params ReadOnlySpan<FieldType> accepted) =>
        RequireType(Name, type, problems, accepted);

    private protected static void RequireType(
        string what, FieldType type, ImmutableArray<TransformProblem>.Builder problems, params ReadOnlySpan<FieldType> accepted)
    {
        if (!accepted.Contains(type))
        {
            string names = string.Join(", ", accepted.ToArray().Select(FieldTypes.NameOf));
            problems.Add(new TransformProblem(null, $"`{what}` does not fit a field of type {FieldTypes.NameOf(type)}", $"it fits {names}"));
        }
    }

    private void RequireForm(CanonicalForm form, ImmutableArray<TransformProblem>.Builder problems)
    {
        if (!Forms.IsEmpty && !Forms.Contains(form))
        {
            string names = string.Join(" or ", Forms.Select(needed => $"`{CanonicalForms.NameOf(needed)}`"));
            problems.Add(new TransformProblem(
                null,
                $"`{Name}` needs a field whose values have the form {names}",
                $"state it in the contract: custom property `form`, value {names}"));
        }
    }

    private void CheckParameter(string name, string value, ImmutableArray<TransformProblem>.Builder problems)
    {
        var parameter = Parameters.FirstOrDefault(known => known.Name == name);
        if (parameter is null)
        {
            string? nearest = NearestName.Of(name, Parameters.Select(known => known.Name));
            string? hint = nearest is null ? null : $"did you mean `{nearest}`?";
            problems.Add(new TransformProblem(name, $"unknown parameter `{name}` of `{Name}`", hint));
        }
        else if (!parameter.Accepts(value))
        {
            problems.Add(new TransformProblem(name, $"`{name}: {value}` does not fit `{Name}`", $"expected {parameter.Expects}"));
        }
    }
}
