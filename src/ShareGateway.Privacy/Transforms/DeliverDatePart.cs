namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// Year or year and month of an RFC 3339 date or date-time, as written: the civil date of the value's own offset, not of UTC.
/// </summary>
internal sealed class DeliverDatePart(FieldType type, bool withMonth) : ValueTransform(type)
{
    private const int YearLength = 4;
    private const int MonthLength = 7;

    private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
    {
        output.Write(CellKind.Text, value[..(withMonth ? MonthLength : YearLength)]);
        return true;
    }
}
