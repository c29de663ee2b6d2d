using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ShareGateway.Consent;

/// <summary>Short forms for SQLite commands. Texts are constants or numbers of ours; values travel as parameters.</summary>
internal static class SqliteCommands
{
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "callers pass constants")]
    public static SqliteCommand Command(this SqliteConnection connection, string text, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (string name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static void Run(this SqliteConnection connection, string text)
    {
        using var command = connection.Command(text);
        command.ExecuteNonQuery();
    }

    public static long Number(this SqliteConnection connection, string text)
    {
        using var command = connection.Command(text);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Sets all parameters, in the order in which they were named; null becomes SQL's null.</summary>
    public static SqliteCommand With(this SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
