namespace ShareGateway.Policy.Comparing;

/// <summary>Lists of days as sets.</summary>
internal static class DayRanges
{
    /// <summary>The days of one list that the other does not have, within a window; in order, none touching the next.</summary>
    public static List<DayRange> Except(IReadOnlyCollection<DayRange> one, IReadOnlyCollection<DayRange> other, DayRange window)
    {
        int[] cuts =
        [
            .. one.Concat(other).Append(window).SelectMany(range => new[] { range.From.DayNumber, range.Until.DayNumber + 1 })
                .Where(day => window.From.DayNumber <= day && day <= window.Until.DayNumber + 1).Distinct().Order(),
        ];
        var left = new List<DayRange>();
        for (int i = 0; i + 1 < cuts.Length; i++)
        {
            // Between two cuts nothing begins or ends: the first day speaks for all.
            var piece = new DayRange(DateOnly.FromDayNumber(cuts[i]), DateOnly.FromDayNumber(cuts[i + 1] - 1));
            if (Has(one, piece.From) && !Has(other, piece.From))
            {
                Append(left, piece);
            }
        }

        return left;
    }

    private static bool Has(IEnumerable<DayRange> ranges, DateOnly day) => ranges.Any(range => range.Contains(day));

    private static void Append(List<DayRange> ranges, DayRange next)
    {
        if (ranges.Count > 0 && ranges[^1].Until.DayNumber + 1 == next.From.DayNumber)
        {
            ranges[^1] = ranges[^1] with { Until = next.Until };
        }
        else
        {
            ranges.Add(next);
        }
    }
}
