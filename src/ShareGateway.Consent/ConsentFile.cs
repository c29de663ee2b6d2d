using Microsoft.Data.Sqlite;

namespace ShareGateway.Consent;

/// <summary>The database file of the consent store: how it is opened, and how its faults are told.</summary>
internal sealed class ConsentFile
{
    private readonly string _connectionString;
    private readonly int _busySeconds;
    private string _identity = "";

    /// <param name="path">The database file.</param>
    /// <param name="busySeconds">How long to wait for a lock of another process; at least 1.</param>
    public ConsentFile(string path, int busySeconds)
    {
        _busySeconds = busySeconds;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = busySeconds,
        }.ToString();
    }

    /// <summary>Runs work on the database; what SQLite or the disk says against it becomes a <see cref="ConsentUnavailableException"/>.</summary>
    public static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw new ConsentUnavailableException(FormattableString.Invariant($"consent store: SQLite error {e.SqliteExtendedErrorCode}"), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConsentUnavailableException("consent store: the folder or file cannot be used", e);
        }
        catch (Exception e) when (e is InvalidCastException or FormatException or ArgumentException)
        {
            // A value of the wrong type or length: the file was not written by us, or it is damaged.
            throw new ConsentUnavailableException("consent store is damaged", e);
        }
    }

    /// <summary>Makes file and tables when there are none, checks their version, and remembers which store this is.</summary>
    /// <returns>A connection to keep open.</returns>
    public SqliteConnection Create()
    {
        var builder = new SqliteConnectionStringBuilder(_connectionString) { Mode = SqliteOpenMode.ReadWriteCreate };
        if (Path.GetDirectoryName(Path.GetFullPath(builder.DataSource)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var connection = Connect(builder.ToString());
        try
        {
            connection.Run("pragma journal_mode = wal");
            using (var transaction = connection.BeginTransaction(deferred: false))
            {
                CreateTables(connection);
                transaction.Commit();
            }

            _identity = ReadIdentity(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file as it is now.</summary>
    /// <exception cref="ConsentUnavailableException">Another store lies at the path.</exception>
    public SqliteConnection Open()
    {
        var connection = Connect(_connectionString);
        try
        {
            if (ReadIdentity(connection) != _identity)
            {
                throw new ConsentUnavailableException("consent store was replaced by another one");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A connection set as all of ours are, to whatever lies at the path.</summary>
    internal SqliteConnection Connect() => Connect(_connectionString);

    private static void CreateTables(SqliteConnection connection)
    {
        long version = connection.Number("pragma user_version");
        if (version == 0 && connection.Number("select count(*) from sqlite_schema") == 0)
        {
            connection.Run(ConsentSchema.Create);
            connection.Run(FormattableString.Invariant($"pragma user_version = {ConsentSchema.Version}"));
        }
        else if (version != ConsentSchema.Version)
        {
            throw new ConsentUnavailableException(
                FormattableString.Invariant($"consent store has schema version {version}, expected {ConsentSchema.Version}"));
        }
    }

    private static string ReadIdentity(SqliteConnection connection)
    {
        using var command = connection.Command("select identity from consent_store");
        return command.ExecuteScalar() as string ?? throw new ConsentUnavailableException("consent store is damaged");
    }

    private SqliteConnection Connect(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            connection.Run(FormattableString.Invariant($"pragma busy_timeout = {_busySeconds * 1000}"));
            connection.Run("pragma synchronous = full");
            connection.Run("pragma foreign_keys = on");
            connection.Run("pragma trusted_schema = off");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
