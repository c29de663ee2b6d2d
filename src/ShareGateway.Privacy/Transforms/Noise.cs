using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>noise</c>: a random amount is added to a number, the same each time for the same person, field and value under this agreement, so that
/// asking again does not average it out. Not differential privacy: nothing counts what all answers together give away. Rounded to as many
/// decimals as the value has. A number of 10^15 or more in size fails.
/// </summary>
internal sealed class Noise() : TransformDefinition("noise", DisclosureClass.Generalised, Spread, Shape, From, Until)
{
    private const decimal Limit = 1_000_000_000_000_000;

    private static readonly TransformParameter Spread = TransformParameter.Decimal("spread", 0.000001m, 1_000_000_000m);
    private static readonly TransformParameter Shape = TransformParameter.OneOf("shape", "laplace", "gauss").Unless("laplace");
    private static readonly TransformParameter From = TransformParameter.Decimal("from", -Limit, Limit);
    private static readonly TransformParameter Until = TransformParameter.Decimal("until", -Limit, Limit);

    /// <inheritdoc/>
    public override KeyUse KeyUse => KeyUse.Noise;

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Integer, FieldType.Number];

    // Small noise may round to nothing.
    /// <inheritdoc/>
    public override bool MayKeepValue => true;

    private protected override ImmutableArray<string> Ways => ["spread=5", "spread=0.5 shape=gauss", "spread=10 from=0 until=100"];

    /// <inheritdoc/>
    public override LinkScope LinkScopeOf(TransformSpec spec) => LinkScope.Agreement;

    private protected override void CheckWhole(TransformSpec spec, FieldType type, ImmutableArray<TransformProblem>.Builder problems)
    {
        base.CheckWhole(spec, type, problems);
        if (!Spread.IsIn(spec))
        {
            problems.Add(new TransformProblem(null, "`noise` needs `spread`", $"expected {Spread.Expects}, in the field's own unit"));
        }

        if (From.DecimalIn(spec) is { } from && Until.DecimalIn(spec) is { } until && from >= until)
        {
            problems.Add(new TransformProblem(From.Name, "`from` is not less than `until`", null));
        }
        else if (type is FieldType.Integer && new[] { From, Until }.FirstOrDefault(bound => bound.DecimalIn(spec) is { } value && value != decimal.Truncate(value)) is { } odd)
        {
            problems.Add(new TransformProblem(odd.Name, $"`{odd.Name}: {odd.TextIn(spec)}` is no value of an integer field", null));
        }
    }

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(
        field.Type, (DrawKey)field.Key!, (double)Spread.DecimalIn(spec)!.Value, Shape.TextIn(spec) == "gauss", From.DecimalIn(spec) ?? -2 * Limit, Until.DecimalIn(spec) ?? 2 * Limit);

    private protected override string InFrench(TransformSpec spec) =>
        $"brouillé par un bruit aléatoire d'échelle {Spread.TextIn(spec)}, le même à chaque réponse (ce n'est pas de la confidentialité différentielle)";

    private protected override string InEnglish(TransformSpec spec) =>
        $"blurred by random noise of scale {Spread.TextIn(spec)}, the same in every response (this is not differential privacy)";

    private sealed class Transform(FieldType type, DrawKey key, double spread, bool isGauss, decimal from, decimal until) : SubjectTransform(type)
    {
        private const int MaxDecimals = 9;

        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, ReadOnlySpan<byte> subject, CellBuffer output)
        {
            if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) || Math.Abs(number) >= Limit)
            {
                return false;
            }

            // The value itself is drawn for too: one amount for all of a person's values would leave their differences exact.
            var bits = key.Draw(subject, value);
            int decimals = Math.Min((int)number.Scale, MaxDecimals);
            decimal added = (decimal)Math.Clamp(spread * (isGauss ? Gauss(bits) : Laplace(bits)), -1e15, 1e15);
            decimal blurred = Math.Clamp(decimal.Round(number + added, decimals), from, until);
            var room = output.Reserve(64);
            (blurred == 0 ? 0 : blurred).TryFormat(room, out int length, "0.#########", CultureInfo.InvariantCulture);
            output.Commit(CellKind.Number, length);
            return true;
        }

        private static double Laplace(UInt128 bits)
        {
            double centred = Uniform(bits >> 64) - 0.5;
            return -Math.Sign(centred) * Math.Log(1 - (2 * Math.Abs(centred)));
        }

        // Box and Muller.
        private static double Gauss(UInt128 bits) => Math.Sqrt(-2 * Math.Log(Uniform(bits >> 64))) * Math.Cos(2 * Math.PI * Uniform(bits));

        // Between 0 and 1, never either: 53 bits, as many as a double holds, and a half.
        private static double Uniform(UInt128 bits) => (((ulong)bits >> 12) + 0.5) * (1.0 / (1UL << 52));
    }
}
