using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;
using ShareGateway.Keys.Custody;
using ShareGateway.Keys.Storage;
using ShareGateway.Privacy.Keys;
using ShareGateway.Proxy.Keys;

namespace ShareGateway.Proxy.Tests;

public sealed class GatewayKeysTests : IDisposable
{
    private const string Controller = "fr/maison-nord";
    private const string Recipient = "galerie-lumiere";
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly string _path = Directory.CreateTempSubdirectory("sharegateway-keys-").FullName;
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly FakeTimeProvider _clock = new(Start);
    private readonly KeyLedger _ledger = new();

    [Fact]
    public void A_recorded_key_that_is_gone_or_another_one_stops_the_start()
    {
        (string Name, string CheckValue)[] made;
        using (var keys = Open())
        {
            made = keys.Unrecorded();
        }

        foreach (var (name, checkValue) in made)
        {
            _ledger.Take(KeyEntries.Created(name, checkValue), Start);
        }

        Open().Dispose();
        Assert.Equal(4, made.Length);
        _ledger.Take(KeyEntries.Created("recipients/galerie-lumiere", "00000000"), Start);
        Assert.Throws<KeyUnavailableException>(Open);
        File.Delete(Path.Combine(_path, "roots/fr/maison-nord/pseudonym-1.json"));
        Assert.Throws<KeyUnavailableException>(Open);
    }

    [Fact]
    public void Keys_of_those_who_come_later_are_added_once_and_told_until_they_are_recorded()
    {
        using var keys = Recorded();

        var before = keys.ConsentKey(Controller);
        keys.Add([Controller, "fr/atelier-sud"], [Recipient, "galerie-aurore"]);

        Assert.Same(before, keys.ConsentKey(Controller));
        Assert.Equal(
            ["recipients/galerie-aurore", "roots/fr/atelier-sud/audit-1", "roots/fr/atelier-sud/consent-1", "roots/fr/atelier-sud/pseudonym-1"],
            keys.Unrecorded().Select(key => key.Name));
    }

    [Fact] // I9
    public void A_destroyed_recipient_gets_nothing_new_and_its_keys_are_zeroed_when_the_last_answer_has_ended()
    {
        using var keys = Recorded();
        using var underWay = keys.Enter(Recipient);
        var key = Lasting(keys, 1);
        var before = keys.Generation;

        Destroy(keys, KeyName.Recipient(Recipient));

        Assert.False(keys.CanServe(Recipient));
        Assert.NotEqual(before, keys.Generation);
        Assert.Throws<InvalidOperationException>(() => keys.Enter(Recipient));
        Assert.Throws<KeyUnavailableException>(() => Lasting(keys, 1));
        Assert.StartsWith("p1_", Pseudonym(key), StringComparison.Ordinal); // the answer under way ends as it began
        underWay!.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Pseudonym(key));
    }

    [Fact] // I9
    public void A_recipient_that_is_made_again_has_other_pseudonyms()
    {
        using var keys = Recorded();
        var first = Pseudonym(Lasting(keys, 1));
        Destroy(keys, KeyName.Recipient(Recipient));
        new KeyFolder(_path, _protection).Create(KeyName.Recipient(Recipient), Enumerable.Repeat((byte)7, 32).ToArray());
        using var root = KeyRoot.FromBytes(1, Enumerable.Repeat((byte)7, 32).ToArray());
        _ledger.Take(KeyEntries.Created(KeyName.Recipient(Recipient), root.CheckValue), Start);

        keys.Created(KeyName.Recipient(Recipient));

        Assert.True(keys.CanServe(Recipient));
        Assert.NotEqual(first, Pseudonym(Lasting(keys, 1)));
    }

    [Fact]
    public void During_an_overlap_old_pseudonyms_are_translated_for_their_recipient_once_they_were_shown_anew()
    {
        using var keys = Recorded();
        var old = Pseudonym(Lasting(keys, 1));
        Rotate(keys, 2, Start.AddDays(30));

        Assert.Null(keys.Translate(Recipient, old));
        var now = Pseudonym(Lasting(keys, 2));

        Assert.StartsWith("p2_", now, StringComparison.Ordinal);
        Assert.Equal(now, keys.Translate(Recipient, old));
        Assert.Null(keys.Translate("banque-horizon", old));
        Assert.Null(keys.Translate(Recipient, now));
        Assert.Null(keys.Translate(Recipient, old.ToUpperInvariant()));
        Assert.Null(keys.Translate(Recipient, ""));
    }

    [Fact]
    public void Two_rotations_within_an_overlap_are_gone_through_together()
    {
        using var keys = Recorded();
        var old = Pseudonym(Lasting(keys, 1));
        Rotate(keys, 2, Start.AddDays(30));
        Pseudonym(Lasting(keys, 2));
        Rotate(keys, 3, Start.AddDays(30));

        Assert.Null(keys.Translate(Recipient, old)); // epoch 2 is not the present one
        var now = Pseudonym(Lasting(keys, 3));

        Assert.Equal(now, keys.Translate(Recipient, old));
    }

    [Fact]
    public void After_the_overlap_nothing_is_translated_and_nothing_noted()
    {
        using var keys = Recorded();
        var old = Pseudonym(Lasting(keys, 1));
        Rotate(keys, 2, Start.AddDays(30));
        Pseudonym(Lasting(keys, 2));
        _clock.Advance(TimeSpan.FromDays(30));

        Assert.Null(keys.Translate(Recipient, old));
        keys.EndOverlaps(); // and the pairs are gone, not only hidden
        Pseudonym(Lasting(keys, 2));
        Assert.Empty(keys.Pairs.Epochs());
    }

    [Fact]
    public void A_destroyed_epoch_can_be_derived_from_no_more()
    {
        using var keys = Recorded();
        Rotate(keys, 2, Start.AddDays(30));
        using (Derived(keys, 1))
        {
            Destroy(keys, KeyName.Root(Controller, KeyName.Pseudonym, 1));
        }

        Assert.Throws<KeyUnavailableException>(() => Derived(keys, 1));
        using var present = Derived(keys, 2);
        Assert.StartsWith("p2_", Pseudonym(present), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static FieldKey Lasting(GatewayKeys keys, int epoch) => keys.LastingKey(KeyUse.Pseudonym, Controller, Recipient, "agreement:one", "customer", epoch);

    private static FieldKey Derived(GatewayKeys keys, int epoch) => keys.DeriveKey(KeyUse.Pseudonym, Controller, Recipient, "agreement:one", "customer", epoch);

    private static string Pseudonym(FieldKey key)
    {
        var pseudonyms = (PseudonymKey)key;
        var token = new byte[pseudonyms.TokenLength];
        pseudonyms.Write("C-1"u8, token);
        return Encoding.ASCII.GetString(token);
    }

    private GatewayKeys Open() => GatewayKeys.Open(new KeyFolder(_path, _protection), _ledger, _clock, [Controller], [Recipient]);

    private GatewayKeys Recorded()
    {
        var keys = Open();
        foreach (var (name, checkValue) in keys.Unrecorded())
        {
            keys.Recorded(KeyEntries.Created(name, checkValue));
        }

        return keys;
    }

    /// <summary>As custody does it: the log first, then memory, then the file.</summary>
    private void Destroy(GatewayKeys keys, string name)
    {
        _ledger.Take(KeyEntries.Destroyed(name, _ledger.CheckValueOf(name)!, "host:test"), Start);
        keys.Destroyed(name);
        new KeyFolder(_path, _protection).Destroy(name);
    }

    private void Rotate(GatewayKeys keys, int epoch, DateTimeOffset until)
    {
        var name = KeyName.Root(Controller, KeyName.Pseudonym, epoch);
        using var root = KeyRoot.Create(epoch);
        var bytes = new byte[32];
        root.CopyTo(bytes);
        new KeyFolder(_path, _protection).Create(name, bytes);
        _ledger.Take(KeyEntries.Created(name, root.CheckValue), Start);
        _ledger.Take(KeyEntries.Rotated(Controller, epoch, until, isCompromised: false, "host:test"), Start);
        keys.Rotated(Controller);
    }
}
