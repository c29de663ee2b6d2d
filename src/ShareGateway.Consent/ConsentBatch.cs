using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ShareGateway.Consent;

/// <summary>One batch of events on its way into the store, inside one transaction.</summary>
internal sealed class ConsentBatch : IDisposable
{
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _findContext;
    private readonly SqliteCommand _insertContext;
    private readonly Dictionary<(string, string?, string, string), long> _contexts = [];
    private readonly ImmutableArray<string>.Builder _conflicts = ImmutableArray.CreateBuilder<string>();
    private int _appended;
    private int _repeated;

    /// <param name="connection">Inside a transaction that the caller commits or rolls back.</param>
    public ConsentBatch(SqliteConnection connection)
    {
        _find = connection.Command(
            "select subject, context, state, at, valid_until from consent_event where event_id = $id", "$id");
        _insert = connection.Command(
            """
            insert into consent_event (event_id, subject, context, state, at, valid_until, received_at)
            values ($id, $subject, $context, $state, $at, $until, $received)
            """,
            "$id", "$subject", "$context", "$state", "$at", "$until", "$received");
        _findContext = connection.Command(
            """
            select context from consent_context
            where (purpose, recipient, notice_version, source) = ($purpose, $recipient, $notice, $source)
            """,
            "$purpose", "$recipient", "$notice", "$source");
        _insertContext = connection.Command(
            """
            insert into consent_context (purpose, recipient, notice_version, source)
            values ($purpose, $recipient, $notice, $source) returning context
            """,
            "$purpose", "$recipient", "$notice", "$source");
    }

    /// <summary>True when an id of the batch exists with other content: the transaction must be rolled back.</summary>
    public bool HasConflicts => _conflicts.Count > 0;

    /// <summary>Adds one event, or notes that it is there already.</summary>
    public void Add(ConsentEvent item, long receivedAtTicks)
    {
        long context = Context(item);
        byte[] subject = new byte[SubjectKey.Size];
        item.Subject.CopyTo(subject);
        if (!Exists(item, subject, context, out bool same))
        {
            _insert.With(item.EventId, subject, context, (int)item.State, item.At.UtcTicks, item.ValidUntil?.UtcTicks, receivedAtTicks)
                .ExecuteNonQuery();
            _appended++;
        }
        else if (same)
        {
            _repeated++;
        }
        else
        {
            _conflicts.Add(item.EventId);
        }
    }

    /// <summary>What became of the batch, if its transaction ends as <see cref="HasConflicts"/> says.</summary>
    public ConsentReceipt Receipt(long lastSequence) =>
        HasConflicts
            ? ConsentReceipt.Refused(_conflicts.ToImmutable())
            : new ConsentReceipt(_appended, _repeated, lastSequence, [], []);

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _findContext.Dispose();
        _insertContext.Dispose();
    }

    private bool Exists(ConsentEvent item, ReadOnlySpan<byte> subject, long context, out bool same)
    {
        using var row = _find.With(item.EventId).ExecuteReader();
        if (!row.Read())
        {
            return same = false;
        }

        same = subject.SequenceEqual(row.GetFieldValue<byte[]>(0))
            && row.GetInt64(1) == context
            && row.GetInt64(2) == (int)item.State
            && row.GetInt64(3) == item.At.UtcTicks
            && (row.IsDBNull(4) ? null : row.GetInt64(4)) == item.ValidUntil?.UtcTicks;
        return true;
    }

    [SuppressMessage("Usage", "MA0002:Use an overload that has a IEqualityComparer", Justification = "the key is a tuple; its strings compare ordinally")]
    private long Context(ConsentEvent item)
    {
        var key = (item.Purpose, item.Recipient, item.NoticeVersion, item.Source);
        if (!_contexts.TryGetValue(key, out long context))
        {
            string recipient = item.Recipient ?? "";
            object found = _findContext.With(item.Purpose, recipient, item.NoticeVersion, item.Source).ExecuteScalar()
                ?? _insertContext.With(item.Purpose, recipient, item.NoticeVersion, item.Source).ExecuteScalar()!;
            _contexts[key] = context = (long)found;
        }

        return context;
    }
}
