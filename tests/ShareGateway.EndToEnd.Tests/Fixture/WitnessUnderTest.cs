using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Witnessing;

namespace ShareGateway.EndToEnd.Tests.Fixture;

/// <summary>A witness behind a real port, as somebody else than the gateway's owner runs one.</summary>
internal sealed class WitnessUnderTest : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sharegateway-witness-").FullName;
    private readonly Witness _witness;
    private readonly WebApplication _app;

    private WitnessUnderTest(VerifierKey log)
    {
        _witness = Witness.Open(_folder, "witness.example", [log], TimeProvider.System);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var answer = _witness.AddCheckpoint(await reader.ReadToEndAsync());
            (context.Response.StatusCode, context.Response.ContentType) = (answer.Status, answer.ContentType);
            await context.Response.WriteAsync(answer.Body);
        });
    }

    public WitnessKey Key => _witness.Key;

    public (string Key, string Value)[] Settings => [("Gateway:Witnesses:0:Url", _app.Urls.Single()), ("Gateway:Witnesses:0:Key", Key.Text)];

    public static async Task<WitnessUnderTest> StartAsync(VerifierKey log)
    {
        var witness = new WitnessUnderTest(log);
        await witness._app.StartAsync();
        return witness;
    }

    /// <summary>Entries in the last checkpoint that it cosigned.</summary>
    public ulong SizeOf(VerifierKey log) =>
        _witness.LastOf(log) is { } note && Checkpoint.TryOpen(note, log, out var checkpoint, out _) ? checkpoint.Size : 0;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _witness.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
