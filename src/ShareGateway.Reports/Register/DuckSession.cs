using System.Globalization;
using DuckDB.NET.Data;

namespace ShareGateway.Reports.Register;

/// <summary>A DuckDB engine in this process, without a database file. It loads no extension and so reaches no network.</summary>
internal sealed class DuckSession : IDisposable
{
    private readonly DuckDBConnection _connection;

    /// <param name="threads">1 where the order of the output counts; null for as many as there are cores.</param>
    public DuckSession(int? threads = null)
    {
        _connection = new DuckDBConnection("DataSource=:memory:");
        _connection.Open();
        Execute("set autoinstall_known_extensions = false");
        Execute("set autoload_known_extensions = false");
        if (threads is { } count)
        {
            Execute(string.Create(CultureInfo.InvariantCulture, $"set threads = {count}"));
        }
    }

    /// <summary>A text as a literal of SQL.</summary>
    public static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>Files as a list of SQL.</summary>
    public static string ListOf(IEnumerable<string> texts) => "[" + string.Join(", ", texts.Select(Quoted)) + "]";

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public DuckDBAppender Append(string table) => _connection.CreateAppender(table);

    /// <summary>The rows of an answer, read as they come.</summary>
    public IEnumerable<T> Query<T>(string sql, Func<DuckDBDataReader, T> read)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return read(reader);
        }
    }

    public void Dispose() => _connection.Dispose();
}
