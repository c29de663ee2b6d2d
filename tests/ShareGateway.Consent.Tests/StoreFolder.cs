using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace ShareGateway.Consent.Tests;

/// <summary>A folder of its own for one test, with a clock that stands at <see cref="Samples.Now"/>.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consent-");

    public FakeTimeProvider Clock { get; } = new(Samples.Now);

    public string File => Path.Combine(_folder.FullName, "inner", "consent.db");

    public Task<ConsentStore> OpenAsync() => ConsentStore.OpenAsync(File, Clock, 1, TestContext.Current.CancellationToken);

    /// <summary>A connection past the store, as someone with the file would make it.</summary>
    public SqliteConnection Intruder()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False;Default Timeout=1");
        connection.Open();
        return connection;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
