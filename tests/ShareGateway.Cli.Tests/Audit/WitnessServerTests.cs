using System.Net;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Tiles;
using ShareGateway.Audit.Witnessing;
using ShareGateway.Cli.Audit;

namespace ShareGateway.Cli.Tests.Audit;

public sealed class WitnessServerTests
{
    [Fact]
    public async Task The_door_of_a_witness_takes_checkpoints_and_nothing_else()
    {
        using var log = await SampleLog.CreateAsync();
        Assert.True(VerifierKey.TryParse(log.Key, out var key));
        using var witness = Witness.Open(Path.Combine(log.Data, "witness"), "witness.example", [key], TimeProvider.System);
        await using var app = WitnessServer.Build(witness, "http://127.0.0.1:0");
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        string note = await File.ReadAllTextAsync(log["checkpoint"]);
        Assert.True(Checkpoint.TryOpen(note, key, out var checkpoint, out _));
        string request = WitnessRequest.From(0, new FolderTiles(log.Folder), checkpoint, note).Text;

        using var cosigned = await http.PostAsync("/add-checkpoint", new StringContent(request));
        using var again = await http.PostAsync("/add-checkpoint", new StringContent(request));
        using var other = await http.GetAsync("/add-checkpoint");
        using var large = await http.PostAsync("/add-checkpoint", new ByteArrayContent(new byte[WitnessRequest.MaxBytes + 1]));

        Assert.True(SignedNote.TryParse(note + await cosigned.Content.ReadAsStringAsync(), out var read) && witness.Key.Cosigned(read, out _));
        Assert.Equal((HttpStatusCode.Conflict, "4\n", "text/x.tlog.size"), (again.StatusCode, await again.Content.ReadAsStringAsync(), again.Content.Headers.ContentType!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Theory]
    [InlineData("witness", "w", "--log", "not a key", "--name", "w.example")]
    [InlineData("witness", "w", "--name", "w.example")]
    public void Wrong_use_of_the_command_is_told(params string[] args) => Assert.Equal(2, CliRun.Of(args).Code);
}
