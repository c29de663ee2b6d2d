using System.Collections.Immutable;
using System.Text;

namespace ShareGateway.Privacy.Transforms;

/// <summary><c>constant</c>: one fixed value, whatever the cell holds, null included.</summary>
internal sealed class Constant() : TransformDefinition("constant", DisclosureClass.Suppressed, Value)
{
    private const int MaxChars = 200;

    private static readonly TransformParameter Value = TransformParameter.Text("value", MaxChars);

    /// <inheritdoc/>
    public override bool SaysNothing => true;

    private protected override ImmutableArray<string> Ways => ["value=withheld", "value=0", "value=true", "value=2000-01-01", "value=2000-01-01T00:00:00Z", "value=00:00:00"];

    private protected override void CheckWhole(TransformSpec spec, FieldType type, ImmutableArray<TransformProblem>.Builder problems)
    {
        base.CheckWhole(spec, type, problems);
        if (problems.Count > 0)
        {
            return;
        }

        if (!Value.IsIn(spec))
        {
            problems.Add(new TransformProblem(null, "`constant` needs `value`", null));
        }
        else if (!FieldTypes.Fits(type, CellOf(type, Value.TextIn(spec))))
        {
            problems.Add(new TransformProblem(Value.Name, $"`value: {Value.TextIn(spec)}` is no value of the field's type", "the published type of the field must hold"));
        }
    }

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field)
    {
        var cell = CellOf(field.Type, Value.TextIn(spec));
        return new SilentTransform(field.Type, cell.Kind, cell.Bytes.ToArray());
    }

    private protected override string InFrench(TransformSpec spec) => $"remplacé par « {Value.TextIn(spec)} »";

    private protected override string InEnglish(TransformSpec spec) => $"replaced by “{Value.TextIn(spec)}”";

    private static Cell CellOf(FieldType type, string text) => (type, text) switch
    {
        (FieldType.Boolean, "true") => new(CellKind.True, []),
        (FieldType.Boolean, "false") => new(CellKind.False, []),
        (FieldType.Integer or FieldType.Number, _) => new(CellKind.Number, Encoding.UTF8.GetBytes(text)),
        _ => new(CellKind.Text, Encoding.UTF8.GetBytes(text)),
    };
}
