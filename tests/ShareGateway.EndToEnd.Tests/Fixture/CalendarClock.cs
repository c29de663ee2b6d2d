namespace ShareGateway.EndToEnd.Tests.Fixture;

/// <summary>Shows a calendar date that the shipped policies are valid on, whatever the day the tests run; time passes at its usual pace.</summary>
internal sealed class CalendarClock(DateTimeOffset start) : TimeProvider
{
    public static readonly DateTimeOffset Autumn = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private readonly DateTimeOffset _realStart = System.GetUtcNow();
    private TimeSpan _jump;

    public override DateTimeOffset GetUtcNow() => start + _jump + (System.GetUtcNow() - _realStart);

    /// <summary>Turns the calendar forward.</summary>
    public void Jump(TimeSpan by) => _jump += by;
}
