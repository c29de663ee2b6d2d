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

    /// <summary>What a recipient still sees of the value.</summary>
    public DisclosureClass Class { get; }

    /// <summary>The type of what is delivered, for the published schema. Any type may also hold null.</summary>
    /// <param name="spec">A spec without problems.</param>
    /// <param name="type">The field's type by its contract.</param>
    public virtual FieldType OutputType(TransformSpec spec, FieldType type) => type;

    /// <summary>
    /// Within which results are the same; <see cref="LinkScope.None"/> for all but pseudonyms. Tells the host which key to
    /// derive.
    /// </summary>
    /// <param name="spec">A spec without problems.</param>
    public virtual LinkScope LinkScopeOf(TransformSpec spec) => LinkScope.None;

    /// <summary>
    /// Everything that is wrong with a spec for a field of this type; empty when <see cref="Create"/> will take it.
    /// </summary>
    /// <param name="spec">A spec of this <see cref="Name"/>.</param>
    /// <param name="type">The field's type by its contract.</param>
    public ImmutableArray<TransformProblem> Check(TransformSpec spec, FieldType type)
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
        }

        return problems.ToImmutable();
    }

    /// <summary>Builds the transform.</summary>
    /// <param name="spec">A spec that <see cref="Check"/> finds nothing wrong with.</param>
    /// <param name="type">The field's type by its contract.</param>
    /// <param name="form">The canonical form of the field's class; used by keyed transforms only.</param>
    /// <param name="key">A key of this <see cref="KeyUse"/>; null when there is none. Stays the caller's, who disposes it after the last use of the
    /// transform.</param>
    /// <exception cref="ArgumentException">The spec has a problem, or key or form is missing where one is needed.</exception>
    public FieldTransform Create(TransformSpec spec, FieldType type, CanonicalForm form, FieldKey? key)
    {
        if (Check(spec, type) is [var problem, ..])
        {
            throw new ArgumentException($"transform `{Name}`: {problem.Text}", nameof(spec));
        }

        if (NeedsKey && key?.Use != KeyUse)
        {
            throw new ArgumentException($"transform `{Name}` needs a key for {KeyUse}", nameof(key));
        }

        if (NeedsKey && form is not (CanonicalForm.Text or CanonicalForm.Digits or CanonicalForm.Email))
        {
            throw new ArgumentException($"transform `{Name}` needs a canonical form", nameof(form));
        }

        return Build(spec, type, form, key);
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

    private protected abstract FieldTransform Build(TransformSpec spec, FieldType type, CanonicalForm form, FieldKey? key);

    private protected abstract string InFrench(TransformSpec spec);

    private protected abstract string InEnglish(TransformSpec spec);

    /// <summary>Checks how parameters go together and whether they fit the type; each by itself is already in order.</summary>
    private protected virtual void CheckWhole(TransformSpec spec, FieldType type, ImmutableArray<TransformProblem>.Builder problems) =>
        RequireType(
            type,
            problems,
            FieldType.Text,
            FieldType.Integer,
            FieldType.Number,
            FieldType.Boolean,
            FieldType.Date,
            FieldType.Timestamp,
            FieldType.Time);

    private protected void RequireType(
        FieldType type, ImmutableArray<TransformProblem>.Builder problems, params ReadOnlySpan<FieldType> accepted) =>
        RequireType(Name, type, problems, accepted);

    private protected static void RequireType(
        string what, FieldType type, ImmutableArray<TransformProblem>.Builder problems, params ReadOnlySpan<FieldType> accepted)
    {
        if (!accepted.Contains(type))
        {
            string names = string.Join(", ", accepted.ToArray().Select(TypeName));
            problems.Add(new TransformProblem(null, $"`{what}` does not fit a field of type {TypeName(type)}", $"it fits {names}"));
        }
    }

    private static string TypeName(FieldType type) => type switch
    {
        FieldType.Text => "string", // the words of the contract (ODCS logicalType), not ours
        FieldType.Integer => "integer",
        FieldType.Number => "number",
        FieldType.Boolean => "boolean",
        FieldType.Date => "date",
        FieldType.Timestamp => "timestamp",
        FieldType.Time => "time",
        _ => "unknown",
    };

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
