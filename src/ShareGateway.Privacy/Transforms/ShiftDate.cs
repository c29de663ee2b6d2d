using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>shiftDate</c>: every date of a person is moved by one number of days, drawn for this person under this agreement, never 0. Intervals
/// between the person's dates stay; time of day and offset too. The number is the same in every response: with another each time, a few answers would
/// show the true date. A record whose person is not known fails.
/// </summary>
internal sealed class ShiftDate() : TransformDefinition("shiftDate", DisclosureClass.Generalised, Days)
{
    private const int MaxDays = 36_525; // a century

    private static readonly TransformParameter Days = TransformParameter.WholeNumber("days", 1, MaxDays).Unless("30");

    /// <inheritdoc/>
    public override KeyUse KeyUse => KeyUse.Shift;

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Date, FieldType.Timestamp];

    private protected override ImmutableArray<string> Ways => ["", "days=365"];

    /// <inheritdoc/>
    public override LinkScope LinkScopeOf(TransformSpec spec) => LinkScope.Agreement;

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field) => new Transform(field.Type, (DrawKey)field.Key!, Days.NumberIn(spec));

    private protected override string InFrench(TransformSpec spec) => string.Create(
        CultureInfo.InvariantCulture, $"décalé d'un nombre de jours secret, propre à chaque personne ({Days.NumberIn(spec)} au plus, dans les deux sens)");

    private protected override string InEnglish(TransformSpec spec) => string.Create(
        CultureInfo.InvariantCulture, $"moved by a secret number of days, one for each person (at most {Days.NumberIn(spec)}, either way)");

    private sealed class Transform(FieldType type, DrawKey key, int days) : SubjectTransform(type)
    {
        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, ReadOnlySpan<byte> subject, CellBuffer output)
        {
            // 2 × days numbers without 0.
            int drawn = (int)(key.Draw(subject) % (uint)(2 * days)) - days;
            int moved = Rfc3339.DateOf(value).DayNumber + (drawn >= 0 ? drawn + 1 : drawn);
            if (moved < DateOnly.MinValue.DayNumber || moved > DateOnly.MaxValue.DayNumber)
            {
                return false;
            }

            var room = output.Reserve(value.Length);
            DateOnly.FromDayNumber(moved).TryFormat(room, out int length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            value[length..].CopyTo(room[length..]);
            output.Commit(CellKind.Text, value.Length);
            return true;
        }
    }
}
