using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Verification;
using ShareGateway.Keys.Custody;
using ShareGateway.Keys.Storage;

namespace ShareGateway.Keys.Tests;

/// <summary>Orders about keys on a folder and a log of the real kind: what is done, what is written, what a restart finds.</summary>
public sealed class KeyCustodyTests : IAsyncLifetime
{
    private const string Controller = "fr/maison-nord";
    private const string Recipient = "galerie-lumiere";
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly string _data = Directory.CreateTempSubdirectory("sharegateway-custody-").FullName;
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly FakeTimeProvider _clock = new(Start);
    private readonly AuditSigner _signer = new("test.example", Enumerable.Range(1, 32).Select(i => (byte)i).ToArray());
    private KeyFolder _folder = null!;
    private KeyLedger _ledger = null!;
    private AuditLog _log = null!;
    private KeyCustody _custody = null!;

    public async ValueTask InitializeAsync() => await OpenAsync();

    [Fact]
    public async Task Keys_that_were_made_are_there_after_a_restart_and_made_once_only()
    {
        var made = await InitAsync();
        await RestartAsync();
        var again = await InitAsync();

        Assert.Equal(
            ["recipients/galerie-lumiere", "roots/fr/maison-nord/audit-1", "roots/fr/maison-nord/consent-1", "roots/fr/maison-nord/pseudonym-1"], made.Keys.Select(key => key.Name));
        Assert.Empty(again.Keys);
        Assert.All(made.Keys, key => Assert.Equal((key.CheckValue, KeyState.Current), (_ledger.CheckValueOf(key.Name), _ledger.StateOf(key.Name, Start))));
    }

    [Fact]
    public async Task A_rotation_opens_the_next_epoch_and_the_one_before_ends_with_its_overlap()
    {
        await InitAsync();

        var rotated = await RunAsync(new KeyOrder(KeyOrders.Rotate, OverlapDays: 10));
        await RestartAsync();

        Assert.Equal(2, _ledger.EpochOf(Controller));
        Assert.Equal([KeyState.Previous, KeyState.Current], rotated.Keys.Select(key => key.State));
        Assert.Equal(Start.AddDays(10), rotated.Keys[0].OverlapUntil);
        Assert.Equal(KeyState.Previous, StateOf(1, Start.AddDays(10).AddTicks(-1)));
        Assert.Equal(KeyState.Retired, StateOf(1, Start.AddDays(10)));
        Assert.Equal(KeyState.Current, StateOf(2, Start.AddDays(10)));
        Assert.NotEqual(_ledger.CheckValueOf(Root(1)), _ledger.CheckValueOf(Root(2)));
    }

    [Fact]
    public async Task A_compromised_root_has_no_overlap()
    {
        await InitAsync();

        await RunAsync(new KeyOrder(KeyOrders.Rotate, [Controller], Compromised: true));

        Assert.Equal(KeyState.Compromised, StateOf(1, Start));
        Assert.Null(_ledger.All(Start).Single(key => key.Name == Root(1)).OverlapUntil);
    }

    [Theory]
    [InlineData("fr/no-such-house", 30, "controller `fr/no-such-house` has no keys")]
    [InlineData(Controller, 367, "expected an overlap of 0 to 366 days, got `367`")]
    [InlineData(Controller, -1, "expected an overlap of 0 to 366 days, got `-1`")]
    public async Task A_rotation_that_means_nothing_changes_nothing(string controller, int days, string problem)
    {
        await InitAsync();

        Assert.Equal(problem, (await RunAsync(new KeyOrder(KeyOrders.Rotate, [controller], OverlapDays: days))).Problem);
        Assert.Equal(1, _ledger.EpochOf(Controller));
    }

    [Fact]
    public async Task A_rotation_wraps_every_secret_again()
    {
        await InitAsync();
        var before = Files();

        await RunAsync(new KeyOrder(KeyOrders.Rotate));

        Assert.All(before, file => Assert.NotEqual(file.Value, Files()[file.Key]));
        Assert.Empty((await RunAsync(new KeyOrder(KeyOrders.Verify))).Findings);
    }

    [Fact] // I9
    public async Task A_destroyed_recipient_s_secret_is_on_no_file_and_the_log_accounts_for_it_at_the_next_start()
    {
        await InitAsync();
        var wrapped = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(_data, "keys", "recipients", Recipient + ".json"))).GetProperty("wrapped").GetString()!;

        var destroyed = await RunAsync(new KeyOrder(KeyOrders.DestroyRecipient, Target: Recipient, Confirm: Recipient));
        await CloseAsync();
        var left = Directory.EnumerateFiles(_data, "*", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains(wrapped, StringComparison.Ordinal)).ToArray();
        await OpenAsync();

        Assert.Equal(KeyState.Destroyed, Assert.Single(destroyed.Keys).State);
        Assert.Empty(left);
        Assert.True(_ledger.IsDestroyed(KeyName.Recipient(Recipient)));
        Assert.Empty((await RunAsync(new KeyOrder(KeyOrders.Verify))).Findings);
    }

    [Fact]
    public async Task A_recipient_that_is_made_again_gets_another_secret()
    {
        var first = (await InitAsync()).Keys.Single(key => key.Name == KeyName.Recipient(Recipient)).CheckValue;
        await RunAsync(new KeyOrder(KeyOrders.DestroyRecipient, Target: Recipient, Confirm: Recipient));

        var again = await RunAsync(new KeyOrder(KeyOrders.Init, [], [Recipient]));
        await RestartAsync();

        Assert.NotEqual(first, Assert.Single(again.Keys).CheckValue);
        Assert.Equal(again.Keys[0].CheckValue, _ledger.CheckValueOf(KeyName.Recipient(Recipient)));
        Assert.Empty((await RunAsync(new KeyOrder(KeyOrders.Verify))).Findings);
    }

    [Fact]
    public async Task A_destruction_that_a_crash_cut_short_is_ended_at_the_next_start()
    {
        await InitAsync();
        var name = KeyName.Recipient(Recipient);
        await _log.AppendAsync(KeyEntries.Destroyed(name, _ledger.CheckValueOf(name)!, "host:root"));

        await RestartAsync();

        Assert.False(_folder.Contains(name));
    }

    [Theory]
    [InlineData(KeyOrders.DestroyRecipient, Recipient, null)]
    [InlineData(KeyOrders.DestroyRecipient, Recipient, "galerie-lumier")]
    [InlineData(KeyOrders.DestroyRecipient, "", "")]
    [InlineData(KeyOrders.DestroyRecipient, "nobody", "nobody")]
    [InlineData(KeyOrders.DestroyEpoch, "fr/maison-nord@1", "fr/maison-nord@1")] // in use
    [InlineData(KeyOrders.DestroyEpoch, "fr/maison-nord@7", "fr/maison-nord@7")]
    [InlineData(KeyOrders.DestroyEpoch, "fr/maison-nord", "fr/maison-nord")]
    [InlineData("burn", Recipient, Recipient)]
    public async Task What_is_not_named_twice_or_not_there_or_in_use_is_not_destroyed(string order, string target, string? confirm)
    {
        await InitAsync();

        var answer = await RunAsync(new KeyOrder(order, Target: target, Confirm: confirm));

        Assert.NotNull(answer.Problem);
        Assert.Empty((await RunAsync(new KeyOrder(KeyOrders.Verify))).Findings);
        Assert.DoesNotContain(_ledger.All(Start), key => key.State == KeyState.Destroyed);
    }

    [Fact]
    public async Task An_earlier_epoch_can_be_destroyed_and_the_present_one_stays()
    {
        await InitAsync();
        await RunAsync(new KeyOrder(KeyOrders.Rotate));

        var answer = await RunAsync(new KeyOrder(KeyOrders.DestroyEpoch, Target: "fr/maison-nord@1", Confirm: "fr/maison-nord@1"));

        Assert.Null(answer.Problem);
        Assert.Equal((KeyState.Destroyed, KeyState.Current), (StateOf(1, Start), StateOf(2, Start)));
        Assert.False(_folder.Contains(Root(1)));
    }

    [Fact]
    public async Task Verify_finds_a_key_that_is_gone_or_another_one()
    {
        await InitAsync();
        File.Delete(Path.Combine(_data, "keys", "recipients", Recipient + ".json"));
        _folder.Destroy(Root(1));
        _folder.Create(Root(1), RandomNumberGenerator.GetBytes(32));

        var answer = await RunAsync(new KeyOrder(KeyOrders.Verify));

        Assert.Equal(2, answer.Findings.Count);
        Assert.Equal("key `recipients/galerie-lumiere` cannot be unwrapped", answer.Findings[0]);
        Assert.StartsWith("key `roots/fr/maison-nord/pseudonym-1` is another one than the log says", answer.Findings[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_escrow_file_brings_keys_back_with_the_private_key_only_and_never_a_destroyed_one()
    {
        await InitAsync();
        using var rsa = RSA.Create(2048);
        using var stranger = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=escrow", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Start, Start.AddYears(1));
        var escrow = (await RunAsync(new KeyOrder(KeyOrders.ExportEscrow, Certificate: certificate.ExportCertificatePem()))).Escrow!;
        await RunAsync(new KeyOrder(KeyOrders.DestroyRecipient, Target: Recipient, Confirm: Recipient));
        File.Delete(Path.Combine(_data, "keys", "roots", Controller, "audit-1.json"));

        Assert.ThrowsAny<CryptographicException>(() => Escrow.Restore(escrow, stranger, _folder, _ => true));
        var back = Escrow.Restore(escrow, rsa, _folder, name => _ledger.CheckValueOf(name) is not null);

        Assert.Equal(["roots/fr/maison-nord/audit-1"], back);
        Assert.Empty((await RunAsync(new KeyOrder(KeyOrders.Verify))).Findings);
        Assert.Equal("expected the PEM of a certificate with an RSA key of at least 2048 bits", (await RunAsync(new KeyOrder(KeyOrders.ExportEscrow, Certificate: "x"))).Problem);
    }

    [Fact]
    public async Task Every_order_leaves_an_entry_that_names_who_gave_it()
    {
        await InitAsync();
        await RunAsync(new KeyOrder(KeyOrders.List));
        await RunAsync(new KeyOrder(KeyOrders.Verify));
        await RunAsync(new KeyOrder(KeyOrders.Rotate));
        await RunAsync(new KeyOrder(KeyOrders.DestroyRecipient, Target: Recipient, Confirm: Recipient));

        var entries = AuditLogReader.Latest(Path.Combine(_data, "audit"), 100).Select(stored => stored.Entry).OfType<AdministrativeEntry>().ToArray();

        Assert.Equal(
            ["key.created", "key.created", "key.created", "key.created", "keys.initialised", "keys.listed", "keys.verified", "key.created", "key.rotated", "keys.rewrapped", "key.destroyed"],
            entries.Select(entry => entry.Action));
        Assert.All(entries.Where(entry => entry.Action != "key.created"), entry => Assert.Equal("host:test", entry.Facts["by"]));
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _signer.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static string Root(int epoch) => KeyName.Root(Controller, KeyName.Pseudonym, epoch);

    private Task<KeyAnswer> InitAsync() => RunAsync(new KeyOrder(KeyOrders.Init, [Controller], [Recipient]));

    private Task<KeyAnswer> RunAsync(KeyOrder order) => _custody.RunAsync(order, "host:test");

    private KeyState StateOf(int epoch, DateTimeOffset now) => _ledger.StateOf(Root(epoch), now);

    private SortedDictionary<string, string> Files() => new(
        _folder.Names().ToDictionary(name => name, name => File.ReadAllText(Path.Combine(_data, "keys", name + ".json"))), StringComparer.Ordinal);

    private async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    private async Task OpenAsync()
    {
        _folder = KeyFolder.Of(_data, _protection);
        _ledger = new KeyLedger();
        _log = await AuditLog.OpenAsync(new AuditLogOptions { Folder = Path.Combine(_data, "audit") }, _signer, _clock, replay: stored =>
        {
            if (stored.Entry is AdministrativeEntry done)
            {
                _ledger.Take(done, stored.Time);
            }
        });
        KeyCustody.FinishDestructions(_folder, _ledger, _clock.GetUtcNow());
        _custody = new KeyCustody(_folder, _ledger, _log, _clock);
    }

    private async Task CloseAsync()
    {
        _custody.Dispose();
        await _log.DisposeAsync();
    }
}
