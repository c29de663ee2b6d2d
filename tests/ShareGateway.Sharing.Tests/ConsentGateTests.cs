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
        Assert.Equal([leaves], Judge(Gate(agreement), Batch(people)));

    [Fact]
    public void The_first_question_dates_a_chunk_until_somebody_takes_it()
    {
        var gate = Gate(OnConsent);
        Judge(gate, Batch("C-1"));
        _clock.Now = Noon.AddSeconds(30);
        Judge(gate, Batch("C-2"));

        Assert.Equal(Noon, gate.Taken());
        Judge(gate, Batch("C-1"));
        Assert.Equal(Noon.AddSeconds(30), gate.Taken());
    }

    [Fact]
    public void What_asks_for_no_consent_has_no_date()
    {
        var gate = Gate(WithoutConsent);
        Judge(gate, Batch("C-1"));

        Assert.Null(gate.Taken());
    }

    [Fact]
    public void Each_record_of_a_batch_is_answered_by_its_own_people_alone_whoever_was_foreseen()
    {
        var gate = Gate(OnConsent);
        RecordBatch[] batches = [new(), new()]; // of two pages of one answer; all batches of each are numbered alike
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 3], Gen.Select(Gen.Int[1, 4], Gen.Bool).List[0, 4].Array[1, 70]).Sample(
            (which, foreseen, records) =>
            {
                var batch = batches[which];
                foreach (var people in records)
                {
                    batch.Begin();
                    people.ForEach(person => Add(batch, $"C-{person.Item1}", person.Item2 ? Scheme : "another-number"));
                    batch.Add();
                    if (foreseen == 0)
                    {
                        gate.Foresee(batch); // and there are more to come
                    }
                }

                if (foreseen == 1)
                {
                    gate.Foresee(batch);
                }
                else if (foreseen == 2)
                {
                    gate.Foresee(batches[1 - which]);
                }

                Assert.Equal(records.Select(people => people.Count > 0 && people.TrueForAll(person => person.Item1 < 3 && person.Item2)), Judge(gate, batch));
                batch.Clear();
                Assert.Equal((0, 0), (batch.Count, batch.People));
            },
            threads: 1);
    }

    [Theory]
    [InlineData("another batch")]
    [InlineData("an earlier batch")]
    [InlineData("the batch before it grew")]
    public void Whoever_was_foreseen_for_something_else_answers_for_nobody(string foreseen)
    {
        var gate = Gate(OnConsent);
        gate.Foresee(Batch("C-1 C-1 C-1"));
        var batch = Batch("C-1");
        gate.Foresee(batch);
        if (foreseen == "another batch")
        {
            batch = Batch("C-3");
        }
        else
        {
            if (foreseen == "an earlier batch")
            {
                batch.Clear();
            }

            batch.Begin();
            Add(batch, "C-3", Scheme);
            batch.Add();
        }

        Assert.False(Judge(gate, batch)[^1]);
    }

    [Fact]
    public void Whoever_was_read_for_a_record_that_is_not_in_the_batch_answers_for_nobody()
    {
        var batch = new RecordBatch();
        foreach (var (id, isAdded) in new[] { ("C-1", true), ("C-3", false), ("C-2", true), ("C-3", false) })
        {
            batch.Begin();
            Add(batch, id, Scheme);
            if (isAdded)
            {
                batch.Add();
            }
        }

        Assert.Equal([true, true], Judge(Gate(OnConsent), batch));
        Assert.Equal((2, 2, 2), (batch.Count, batch.People, batch.Ids.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch[2].Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch[0].Id(1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch[0].Scheme(1));
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

    private static bool[] Judge(DatedGate gate, RecordBatch batch)
    {
        bool[] admitted = new bool[batch.Count];
        gate.Judge(batch, admitted);
        return admitted;
    }

    private static RecordBatch Batch(string ids)
    {
        var batch = new RecordBatch();
        foreach (string id in ids.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Add(batch, id, Scheme);
        }

        batch.Add();
        return batch;
    }

    private static void Add(RecordBatch batch, string id, string scheme) => Assert.True(batch.TryAdd(
        new SubjectField(FieldPath.Parse("customer_id"), CanonicalForm.Text, scheme, Required: true), Encoding.UTF8.GetBytes(id)));

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
