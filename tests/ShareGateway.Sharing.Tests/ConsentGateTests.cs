using System.Text;
using CsCheck;
using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Policy.Loading;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;
using ShareGateway.Records;
using ShareGateway.Sharing.Trials;

namespace ShareGateway.Sharing.Tests;

/// <summary>A record leaves only if every person in it may be shared, and a record about nobody never does (I4).</summary>
public sealed class ConsentGateTests : IAsyncLifetime
{
    private const string OnConsent = "galerie-lumiere-newsletter";
    private const string WithoutConsent = "banque-horizon-fraud";
    private const string Scheme = "customer-number";

    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consent-gate-");
    private readonly TrialKeys _keys = new();
    private readonly HandClock _clock = new() { Now = Noon };
    private ConsentStore _store = null!;
    private ConsentIndex _index = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await ConsentStore.OpenAsync(Path.Combine(_folder.FullName, "consent.db"), _clock, TestContext.Current.CancellationToken);
        _index = new ConsentIndex(_store, _clock);
        await _index.SyncAsync(TestContext.Current.CancellationToken);
        _index.Apply([Given("C-1"), Given("C-2")]);
    }

    public ValueTask DisposeAsync()
    {
        _index.Dispose();
        _store.Dispose();
        _keys.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(OnConsent, "", false)]
    [InlineData(OnConsent, "C-1", true)]
    [InlineData(OnConsent, "C-1 C-2", true)]
    [InlineData(OnConsent, "C-1 C-3", false)]
    [InlineData(OnConsent, "C-3 C-1", false)]
    [InlineData(OnConsent, "C-1 C-2 C-3", false)]
    [InlineData(WithoutConsent, "", false)]
    [InlineData(WithoutConsent, "C-3", true)]
    public void Everybody_in_a_record_must_agree_and_somebody_must_be_there(string agreement, string people, bool leaves) =>
        Assert.Equal(leaves, Gate(agreement).Admits(People(people)));

    [Fact]
    public void The_first_question_dates_a_chunk_until_somebody_takes_it()
    {
        var gate = Gate(OnConsent);
        gate.Admits(People("C-1"));
        _clock.Now = Noon.AddSeconds(30);
        gate.Admits(People("C-2"));

        Assert.Equal(Noon, gate.Taken());
        gate.Admits(People("C-1"));
        Assert.Equal(Noon.AddSeconds(30), gate.Taken());
    }

    [Fact]
    public void What_asks_for_no_consent_has_no_date()
    {
        var gate = Gate(WithoutConsent);
        gate.Admits(People("C-1"));

        Assert.Null(gate.Taken());
    }

    [Fact]
    public void Whoever_was_foreseen_in_another_record_never_answers_for_this_one()
    {
        RecordPeople[] passes = [new(), new()]; // of two pages of one answer: their records have the same numbers
        var gate = Gate(OnConsent);
        var read = new List<string>[] { [], [] };
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 9], Gen.Int[1, 3]).Array[1, 60].Sample(
            steps =>
            {
                foreach (var (pass, act, id) in steps)
                {
                    var people = passes[pass];
                    switch (act)
                    {
                        case < 2:
                            people.Clear();
                            read[pass].Clear();
                            break;
                        case < 5:
                            Add(people, $"C-{id}");
                            read[pass].Add($"C-{id}");
                            gate.Foresee(people);
                            break;
                        case 5: // read, and not foreseen
                            Add(people, $"C-{id}");
                            read[pass].Add($"C-{id}");
                            break;
                        case 6:
                            gate.Approach(people);
                            break;
                        default:
                            Assert.Equal(read[pass].Count > 0 && !read[pass].Contains("C-3"), gate.Admits(people));
                            break;
                    }
                }
            },
            threads: 1);
    }

    private DatedGate Gate(string agreement)
    {
        var plan = PolicyLoader.Load(Path.Combine(AppContext.BaseDirectory, "policies")).Set!.Plans.Single(plan => plan.AgreementId == agreement);
        return new DatedGate(Key(), _index, plan, _clock);
    }

    private SubjectReferenceKey Key() => _keys.ConsentKey("fr/maison-nord");

    private ConsentEvent Given(string id)
    {
        Span<byte> subject = stackalloc byte[SubjectKey.Size];
        Key().Write(Scheme, Encoding.UTF8.GetBytes(id), subject);
        return new ConsentEvent(
            id, SubjectKey.FromBytes(subject), "dpv:DirectMarketing", "galerie-lumiere", ConsentState.Given, Noon.AddDays(-1), "test", "test", null);
    }

    private static RecordPeople People(string ids)
    {
        var people = new RecordPeople();
        foreach (string id in ids.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Add(people, id);
        }

        return people;
    }

    private static void Add(RecordPeople people, string id) => Assert.True(people.TryAdd(
        new SubjectField(FieldPath.Parse("customer_id"), CanonicalForm.Text, Scheme, Required: true), Encoding.UTF8.GetBytes(id)));

    private sealed class DatedGate(SubjectReferenceKey key, ConsentIndex index, SharePlan plan, TimeProvider clock) : ConsentGate(key, index, plan, clock)
    {
        public DateTimeOffset? Taken()
        {
            var since = DecidedSince;
            DecidedSince = null;
            return since;
        }
    }

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
