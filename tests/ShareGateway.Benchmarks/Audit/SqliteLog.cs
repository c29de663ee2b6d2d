using Microsoft.Data.Sqlite;

namespace ShareGateway.Benchmarks.Audit;

/// <summary>What a table in SQLite would do: one transaction an entry, write-ahead log, synchronous=FULL. One connection: SQLite has one writer anyway.</summary>
internal sealed class SqliteLog : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SemaphoreSlim _one = new(1);

    public SqliteLog(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        using var set = _connection.CreateCommand();
        set.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE log(id INTEGER PRIMARY KEY, entry BLOB, subjects BLOB)";
        set.ExecuteNonQuery();
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO log(entry, subjects) VALUES($entry, $subjects)";
        _insert.Parameters.Add("$entry", SqliteType.Blob);
        _insert.Parameters.Add("$subjects", SqliteType.Blob);
        _insert.Prepare();
    }

    public async ValueTask WriteAsync(byte[] entry, byte[] subjects)
    {
        await _one.WaitAsync();
        try
        {
            (_insert.Parameters[0].Value, _insert.Parameters[1].Value) = (entry, subjects);
            _insert.ExecuteNonQuery(); // commits by itself
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
        _one.Dispose();
    }
}
