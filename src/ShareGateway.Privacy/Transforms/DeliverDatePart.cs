using System.Globalization;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// A coarser date of an RFC 3339 date or date-time, as written: the civil date of the value's own offset, not of UTC. Weeks are those of ISO 8601.
/// </summary>
internal sealed class DeliverDatePart(FieldType type, string part) : ValueTransform(type)
{
    private const int YearLength = 4;
    private const int MonthLength = 7;
    private const int HourLength = 13;

    private readonly int _kept = part switch
    {
        "year" => YearLength,
        "month" => MonthLength,
        "day" => Rfc3339.DateLength,
        "hour" => HourLength,
        _ => 0,
    };

    private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
    {
        if (_kept > 0)
        {
            output.Write(CellKind.Text, value[.._kept]);
            return true;
        }

        var date = Rfc3339.DateOf(value);
        return part == "quarter"
            ? Write(date.Year, 'Q', (date.Month + 2) / 3, "0", output)
            : Write(ISOWeek.GetYear(date.ToDateTime(default)), 'W', ISOWeek.GetWeekOfYear(date.ToDateTime(default)), "00", output);
    }

    private static bool Write(int year, char letter, int number, string format, CellBuffer output)
    {
        var room = output.Reserve(2 * YearLength);
        year.TryFormat(room, out int length, "0000", CultureInfo.InvariantCulture);
        room[length++] = (byte)'-';
        room[length++] = (byte)letter;
        number.TryFormat(room[length..], out int digits, format, CultureInfo.InvariantCulture);
        output.Commit(CellKind.Text, length + digits);
        return true;
    }
}
