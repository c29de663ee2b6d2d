using CsCheck;
using ShareGateway.Audit.Entries;
using ShareGateway.Keys.Custody;

namespace ShareGateway.Keys.Tests;

/// <summary>What the ledger knows can be told again, so that the entries that told it first may go.</summary>
public sealed class KeyLedgerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Controllers = ["fr/maison-nord", "de/haus-sued"];
    private static readonly string[] Recipients = ["galerie-lumiere", "banque-horizon"];

    private static readonly Gen<(int What, int Who)[]> Histories = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1]).Array[0, 12];

    [Fact]
    public void Whatever_of_the_log_is_pruned_a_restatement_leaves_the_same_keys() => Histories.Sample(history =>
    {
        var (entries, ledger) = Play(history);
        var restated = ledger.Restate();
        for (var cut = 0; cut <= entries.Count; cut++)
        {
            var late = new KeyLedger();
            entries.Skip(cut).ToList().ForEach(stored => late.Take(stored.Entry, stored.Time));
            restated.ToList().ForEach(entry => late.Take(entry, Start.AddYears(1)));

            Assert.Equal(ledger.All(Start.AddDays(15)), late.All(Start.AddDays(15)));
            Assert.Equal(Controllers.Select(ledger.EpochOf), Controllers.Select(late.EpochOf));
        }
    });

    [Fact]
    public void Without_a_restatement_a_pruned_rotation_is_forgotten()
    {
        var (entries, ledger) = Play([(1, 0)]);
        var late = new KeyLedger();
        entries.Skip(entries.Count).ToList().ForEach(stored => late.Take(stored.Entry, stored.Time));

        Assert.Equal((2, 1), (ledger.EpochOf(Controllers[0]), late.EpochOf(Controllers[0])));
    }

    [Fact]
    public void A_restatement_names_every_key_once_and_how_it_stands()
    {
        var (_, ledger) = Play([(1, 0), (2, 0)]);

        Assert.Equal(
            ["recipients/banque-horizon living", "recipients/galerie-lumiere destroyed", "roots/de/haus-sued/pseudonym-1 in-use",
                "roots/fr/maison-nord/pseudonym-1 superseded", "roots/fr/maison-nord/pseudonym-2 in-use"],
            ledger.Restate().Select(entry => $"{entry.Facts["name"]} {entry.Facts["standing"]}"));
    }

    /// <summary>The keys of two controllers and two recipients, and then rotations (1; 3 of a compromised one) and destructions (2 a recipient's, 0 an epoch's).</summary>
    private static (List<(AdministrativeEntry Entry, DateTimeOffset Time)> Entries, KeyLedger Ledger) Play((int What, int Who)[] history)
    {
        var entries = new List<(AdministrativeEntry, DateTimeOffset)>();
        var ledger = new KeyLedger();
        var time = Start;
        void Say(AdministrativeEntry entry)
        {
            entries.Add((entry, time = time.AddDays(1)));
            ledger.Take(entry, time);
        }

        Controllers.Select(controller => KeyName.Root(controller, KeyName.Pseudonym, 1)).Concat(Recipients.Select(KeyName.Recipient)).ToList()
            .ForEach(name => Say(KeyEntries.Created(name, $"{name}-check")));
        foreach (var (what, who) in history)
        {
            var epoch = ledger.EpochOf(Controllers[who]);
            switch (what)
            {
                case 1 or 3:
                    Say(KeyEntries.Created(KeyName.Root(Controllers[who], KeyName.Pseudonym, epoch + 1), $"{who}-{epoch + 1}"));
                    Say(KeyEntries.Rotated(Controllers[who], epoch + 1, time.AddDays(5), isCompromised: what == 3, "host:test"));
                    break;
                case 2:
                    Say(KeyEntries.Destroyed(KeyName.Recipient(Recipients[who]), "gone", "host:test"));
                    break;
                case 0 when epoch > 1:
                    Say(KeyEntries.Destroyed(KeyName.Root(Controllers[who], KeyName.Pseudonym, epoch - 1), "gone", "host:test"));
                    break;
                default:
                    break;
            }
        }

        return (entries, ledger);
    }
}
