using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsCheck;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Audit.Tests.Entries;

public sealed class EntryCodecTests
{
    private static readonly SubjectCommitment Three = new(3, new string('d', 64));

    public static TheoryData<string> Kinds => ["disclosure", "disclosure-later-chunk", "closing", "refusal", "administrative", "policy"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Stored_bytes_are_frozen(string name)
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Vectors.Path("audit-entries.json")));

        string stored = Encoding.UTF8.GetString(Encoded(name));

        Assert.Equal(vectors.RootElement.GetProperty(name).GetString(), stored);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_entry_is_read_back_as_it_was(string name)
    {
        byte[] stored = Encoded(name);

        Assert.True(EntryCodec.TryDecode(7, stored, out var view, out _));
        Assert.Equal((7ul, Sample.Noon, Sample.Name), (view.Index, view.Time, view.Node));
        Assert.Equal(SubjectsOf(name), view.Subjects);
        Assert.Equal(Entry(name).Kind, view.Entry.Kind);
        Assert.Equal(stored, EntryCodec.Encode(view.Entry, view.Time, view.Node, view.Subjects));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_byte_can_be_left_out_put_in_or_doubled(string name)
    {
        byte[] stored = Encoded(name);
        for (int i = 0; i < stored.Length; i++)
        {
            // A digit or letter inside a value can go and leave another sound entry; what may not happen is a second form of the same one.
            byte[] shorter = [.. stored[..i], .. stored[(i + 1)..]];
            byte[] spaced = [.. stored[..i], (byte)' ', .. stored[i..]];
            AssertOneForm(shorter);
            AssertOneForm(spaced);
            Assert.False(EntryCodec.TryDecode(0, stored.AsSpan(0, i), out _, out _));
        }

        Assert.False(EntryCodec.TryDecode(0, [.. stored, .. stored], out _, out _));
    }

    [Theory]
    [InlineData("""{"v":2,"kind":"refusal"}""", "expected an entry of version 1")]
    [InlineData("""{"v":1,"kind":"disclosed"}""", "expected `kind` to be one of none, disclosure, closing, refusal, administrative, policy")]
    [InlineData("""{"v":1,"kind":"none","time":0,"node":"a"}""", "expected a kind of entry")]
    [InlineData("""{"kind":"refusal"}""", "expected `v` at byte 1 of the entry")]
    [InlineData("""{"v":1.0}""", "expected `v` to be a whole number from 0")]
    [InlineData("""{"v":-1}""", "expected `v` to be a whole number from 0")]
    [InlineData("""[]""", "expected `{` at byte 0 of the entry")]
    [InlineData("""{"v":1,"kind":"refusal","time":9223372036854775807""", "expected the JSON of an audit entry")]
    [InlineData("", "expected the JSON of an audit entry")]
    [InlineData("anna.schmidt@mail.example", "expected the JSON of an audit entry")]
    public void What_is_no_entry_is_refused_and_not_quoted(string json, string expected)
    {
        Assert.False(EntryCodec.TryDecode(0, Encoding.UTF8.GetBytes(json), out var view, out string problem));

        Assert.Null(view);
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void Text_with_quotes_line_ends_and_controls_stays_one_line_of_json() =>
        Gen.String[0, 256].Sample(
            text =>
            {
                var entry = Sample.Refusal() with { ClientId = text };
                byte[] stored = EntryCodec.Encode(entry, Sample.Noon, Sample.Name, SubjectCommitment.None);
                bool plain = stored.All(b => b is >= 0x20 and < 0x7F);
                return plain && EntryCodec.TryDecode(0, stored, out _, out _);
            },
            iter: 500);

    [Fact]
    public void Counts_of_any_size_come_back() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue], Gen.Int[0, int.MaxValue]).Sample(
            (records, bytes, chunk) =>
            {
                var entry = Sample.Disclosure("a", 1) with { Records = records, Bytes = bytes, Chunk = chunk };
                byte[] stored = EntryCodec.Encode(entry, Sample.Noon, Sample.Name, Three);
                return EntryCodec.TryDecode(0, stored, out var view, out _)
                    && view.Entry is DisclosureEntry read && read.Records == records && read.Bytes == bytes && read.Chunk == chunk;
            });

    [Fact]
    public void A_text_or_a_count_out_of_bounds_is_refused()
    {
        AssertRefused(Sample.Refusal() with { ClientId = new string('x', 257) });
        AssertRefused(Sample.Disclosure("a") with { Records = -1 });
        AssertRefused(Sample.Disclosure("a") with { Recipient = null! });
        AssertRefused(AdministrativeEntry.Of("policy.loaded", ("hash", new string('x', 1025))));
        AssertRefused(Sample.Disclosure("a") with { Fields = [.. Enumerable.Repeat(new DisclosedField(new string('f', 200), "reveal", ""), 400)] });
    }

    [Fact]
    public void A_list_of_fields_that_was_prepared_stands_in_its_entries_as_any_other() => (
        from text in Gen.String[Gen.Char["a-zé\"\\<+\u2028\ud83d"], 0, 40]
        from count in Gen.Int[0, 20]
        select (text, count)).Sample(drawn =>
        {
            ImmutableArray<DisclosedField> Fields() => [.. Enumerable.Range(0, drawn.count).Select(i => new DisclosedField($"{drawn.text}{i}", drawn.text, ""))];
            var plain = Sample.Disclosure("a") with { Fields = Fields() };
            var prepared = Sample.Disclosure("a") with { Fields = DisclosedFields.Prepare(Fields()) };

            Assert.Equal(drawn.count > 0, DisclosedFields.TryGet(prepared.Fields, out _));
            Assert.False(DisclosedFields.TryGet(plain.Fields, out _));
            Assert.Equal(EntryCodec.Encode(plain, Sample.Noon, Sample.Name, Three), EntryCodec.Encode(prepared, Sample.Noon, Sample.Name, Three));
            Assert.True(prepared.Fields.IsEmpty || plain.Fields != prepared.Fields);
        });

    [Fact]
    public void A_list_of_fields_with_a_text_out_of_bounds_is_not_prepared() =>
        Assert.Throws<ArgumentException>(() => DisclosedFields.Prepare([new DisclosedField(new string('f', 257), "reveal", "")]));

    [Fact]
    public void An_administrative_entry_keeps_its_facts_sorted_and_bounded()
    {
        var entry = AdministrativeEntry.Of("policy.loaded", ("b", "2"), ("a", "1"));

        Assert.Equal("a b", string.Join(' ', entry.Facts.Keys));
        Assert.Equal(entry, AdministrativeEntry.Of("policy.loaded", ("a", "1"), ("b", "2")));
        Assert.NotEqual(entry, AdministrativeEntry.Of("policy.loaded", ("a", "1"), ("b", "3")));
        Assert.Throws<ArgumentException>(() => AdministrativeEntry.Of("Policy loaded"));
        Assert.Throws<ArgumentException>(() => AdministrativeEntry.Of("policy.loaded", ("A", "1")));
        Assert.Throws<ArgumentException>(() => new AdministrativeEntry
        {
            Action = "policy.loaded",
            Facts = Enumerable.Range(0, 33).ToImmutableSortedDictionary(i => $"f{i}", _ => "", StringComparer.Ordinal),
        });
    }

    [Fact]
    public void A_policy_set_of_any_number_of_files_fits_into_its_parts() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[1, 800], Gen.Char["a/é\""]).Sample(
            (count, length, letter) =>
            {
                var whole = Sample.Policy("new", "old") with
                {
                    Files = [.. Enumerable.Range(0, count).Select(i => new PolicyFileHash($"{i}-{new string(letter, length)}", new string('e', 64)))],
                };
                var parts = whole.Split().ToList();
                foreach (var part in parts)
                {
                    EntryCodec.Encode(part, Sample.Noon, Sample.Name, SubjectCommitment.None);
                }

                return parts.SelectMany(part => part.Files).SequenceEqual(whole.Files)
                    && parts.Select(part => (part.Part, part.Parts)).SequenceEqual(Enumerable.Range(0, parts.Count).Select(i => (i, parts.Count)))
                    && parts.TrueForAll(part => part with { Files = whole.Files, Part = 0, Parts = 1 } == whole);
            },
            iter: 40);

    [Fact]
    public void Every_outcome_has_a_name_of_its_own_in_the_log()
    {
        var names = Enum.GetValues<ClosingOutcome>().Select(o => Sample.Closing("a", o).OutcomeName).ToList();

        Assert.Equal(["fault", "complete", "upstream-failed", "client-gone", "quota", "record-refused", "consent-stale", "shutdown"], names);
    }

    private static AuditEntry Entry(string name) => name switch
    {
        "disclosure" => Sample.Disclosure("01934b3e-0000-7000-8000-000000000001"),
        "disclosure-later-chunk" => Sample.Disclosure("01934b3e-0000-7000-8000-000000000001", 1),
        "closing" => Sample.Closing("01934b3e-0000-7000-8000-000000000001"),
        "refusal" => Sample.Refusal(),
        "policy" => Sample.Policy(new string('b', 64), new string('a', 64)),
        _ => Sample.Started(),
    };

    private static SubjectCommitment SubjectsOf(string name) =>
        name.StartsWith("disclosure", StringComparison.Ordinal) ? Three : SubjectCommitment.None;

    private static byte[] Encoded(string name) => EntryCodec.Encode(Entry(name), Sample.Noon, Sample.Name, SubjectsOf(name));

    private static void AssertOneForm(byte[] json)
    {
        if (EntryCodec.TryDecode(0, json, out var view, out _))
        {
            Assert.Equal(json, EntryCodec.Encode(view.Entry, view.Time, view.Node, view.Subjects));
        }
    }

    private static void AssertRefused(AuditEntry entry) =>
        Assert.Throws<ArgumentException>(() => EntryCodec.Encode(entry, Sample.Noon, Sample.Name, SubjectCommitment.None));
}
