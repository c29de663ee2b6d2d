using Microsoft.Data.Sqlite;

namespace ShareGateway.Consent;

/// <summary>The store's queries.</summary>
internal static class ConsentReading
{
    public static long LastSequence(SqliteConnection connection) =>
        connection.Number("select coalesce(max(sequence), 0) from consent_event");

    public static List<StoredConsentEvent> Events(SqliteConnection connection, long afterSequence, int limit)
    {
        using var command = connection.Command(
            """
            select sequence, received_at, event_id, subject, purpose, recipient, state, at, notice_version, source, valid_until
            from consent_event join consent_context using (context)
            where sequence > $after order by sequence limit $limit
            """,
            "$after", "$limit");
        using var row = command.With(afterSequence, limit).ExecuteReader();
        var events = new List<StoredConsentEvent>();
        while (row.Read())
        {
            events.Add(new StoredConsentEvent(row.GetInt64(0), Moment(row, 1), Event(row)));
        }

        return events;
    }

    public static ConsentFeed Feed(SqliteConnection connection, long afterSequence, long afterContext, int limit)
    {
        using var transaction = connection.BeginTransaction(deferred: true); // contexts and events of one moment
        if (LastSequence(connection) < afterSequence)
        {
            throw new ConsentUnavailableException("consent store has lost events that were read before");
        }

        return new ConsentFeed(Marks(connection, afterSequence, limit), Contexts(connection, afterContext));
    }

    private static List<(long Context, string Purpose, string? Recipient)> Contexts(SqliteConnection connection, long afterContext)
    {
        using var command = connection.Command(
            "select context, purpose, recipient from consent_context where context > $after order by context", "$after");
        using var row = command.With(afterContext).ExecuteReader();
        var contexts = new List<(long Context, string Purpose, string? Recipient)>();
        while (row.Read())
        {
            contexts.Add((row.GetInt64(0), row.GetString(1), Recipient(row, 2)));
        }

        return contexts;
    }

    private static List<ConsentFeed.Mark> Marks(SqliteConnection connection, long afterSequence, int limit)
    {
        using var command = connection.Command(
            """
            select sequence, subject, context, state, at, valid_until from consent_event
            where sequence > $after order by sequence limit $limit
            """,
            "$after", "$limit");
        using var row = command.With(afterSequence, limit).ExecuteReader();
        var marks = new List<ConsentFeed.Mark>();
        while (row.Read())
        {
            long ends = row.IsDBNull(5) ? long.MaxValue : Ticks(row, 5);
            marks.Add(new ConsentFeed.Mark(
                row.GetInt64(0), Subject(row, 1), row.GetInt64(2), State(row, 3), Ticks(row, 4), ends));
        }

        return marks;
    }

    private static ConsentEvent Event(SqliteDataReader row) => new(
        row.GetString(2),
        Subject(row, 3),
        row.GetString(4),
        Recipient(row, 5),
        State(row, 6),
        Moment(row, 7),
        row.GetString(8),
        row.GetString(9),
        row.IsDBNull(10) ? null : Moment(row, 10));

    private static SubjectKey Subject(SqliteDataReader row, int column) => SubjectKey.FromBytes(row.GetFieldValue<byte[]>(column));

    // SQLite reads a text as the number 0. A row that we did not write is not to be trusted: with its moment at 0 a withdrawal would be lost.
    private static ConsentState State(SqliteDataReader row, int column)
    {
        var state = (ConsentState)row.GetInt64(column);
        return state != ConsentState.Unknown && ConsentStateNames.IsDefined(state) ? state : throw new FormatException("no consent state");
    }

    private static long Ticks(SqliteDataReader row, int column) =>
        row.GetInt64(column) is > 0 and var ticks ? ticks : throw new FormatException("no moment");

    private static string? Recipient(SqliteDataReader row, int column) => row.GetString(column) is { Length: > 0 } name ? name : null;

    private static DateTimeOffset Moment(SqliteDataReader row, int column) => new(Ticks(row, column), TimeSpan.Zero);
}
