using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;

namespace ShareGateway.Audit.Entries;

/// <summary>
/// What a check of a whole log needs of an entry, as places in its bytes. The three kinds that fill a log are read by walking along their one
/// stored form, without a parser and without a copy: what this accepts, <see cref="EntryCodec.TryDecode"/> accepts too. Everything else,
/// sound or not, is left to that.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct EntryOutline
{
    public AuditEntryKind Kind { get; private init; }

    /// <summary>Microseconds since 1970, UTC.</summary>
    public long Time { get; private init; }

    public Range Node { get; private init; }

    /// <summary>The policy set of a disclosure or refusal; empty otherwise.</summary>
    public Range PolicyHash { get; private init; }

    /// <summary>People in a disclosure.</summary>
    public int SubjectCount { get; private init; }

    /// <summary>The commitment of a disclosure, hex; empty otherwise.</summary>
    public Range Commitment { get; private init; }

    /// <summary>Walks along an entry.</summary>
    /// <param name="json">The stored bytes.</param>
    /// <param name="known">What the entries before were like; belongs to one thread.</param>
    /// <param name="outline">Places of what a check needs.</param>
    /// <returns>False when the bytes are not plainly one of the three kinds; they may be an entry all the same.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, KnownSections known, out EntryOutline outline)
    {
        outline = default;
        var walk = new Walk(json);
        return walk.Literal("{\"v\":1,\"kind\":\""u8) && walk.Text(EntryWriter.MaxText, out var kind)
            && walk.Number("time"u8, LastMoment, out long time) && walk.Field("node"u8, out var node)
            && (json[kind].SequenceEqual("disclosure"u8) ? Disclosure(ref walk, known, out outline)
                : json[kind].SequenceEqual("closing"u8) ? Closing(ref walk, json, out outline)
                : json[kind].SequenceEqual("refusal"u8) && Refusal(ref walk, json, out outline))
            && walk.Literal("}"u8) && walk.AtEnd
            && (outline = outline.With(time, node)).Kind != AuditEntryKind.None;
    }

    private const long LastMoment = 253_402_300_799_999_999; // the end of the year 9999

    private EntryOutline With(long time, Range node) => new()
    {
        Kind = Kind,
        Time = time,
        Node = node,
        PolicyHash = PolicyHash,
        SubjectCount = SubjectCount,
        Commitment = Commitment,
    };

    private static bool Disclosure(ref Walk walk, KnownSections known, out EntryOutline outline)
    {
        outline = default;
        bool read = walk.Field("disclosureId"u8, out _) && walk.Number("chunk"u8, int.MaxValue, out _)
            && Terms(ref walk, known, out var hash) && Fields(ref walk, known)
            && walk.Literal(",\"counts\":{\"records\":"u8) && walk.Digits(long.MaxValue, out _) && walk.Number("bytes"u8, long.MaxValue, out _)
            && walk.Literal("},\"subjects\":{\"count\":"u8) && walk.Digits(int.MaxValue, out long people) && walk.Field("commitment"u8, out var commitment)
            && walk.Literal("},\"keyEpochs\":{\"pseudonym\":"u8) && walk.Digits(int.MaxValue, out _)
            && walk.Number("audit"u8, int.MaxValue, out _) && walk.Number("consent"u8, int.MaxValue, out _)
            && walk.Literal("},\"transfer\":{\"country\":\""u8) && walk.Text(EntryWriter.MaxText, out _) && walk.Field("tool"u8, out _)
            && walk.Literal("}"u8) && walk.Field("traceId"u8, out _)
            && Keep(new EntryOutline { Kind = AuditEntryKind.Disclosure, PolicyHash = hash, SubjectCount = (int)people, Commitment = commitment }, out outline);
        return read;
    }

    private static bool Keep(EntryOutline made, out EntryOutline outline)
    {
        outline = made;
        return true;
    }

    /// <summary>Who, what and why: the same in all answers under one agreement to one client.</summary>
    private static bool Terms(ref Walk walk, KnownSections known, out Range hash)
    {
        int start = walk.At;
        if (known.Terms.Length > 0 && walk.Literal(known.Terms))
        {
            hash = (start + known.HashStart)..(start + known.Terms.Length - 1);
            return true;
        }

        bool read = walk.Field("recipient"u8, out hash) && walk.Field("clientId"u8, out _) && walk.Field("dataset"u8, out _)
            && walk.Field("controller"u8, out _) && walk.Field("format"u8, out _) && walk.Field("purpose"u8, out _)
            && walk.Field("legalBasis"u8, out _) && walk.Field("agreement"u8, out _) && walk.Field("policyHash"u8, out hash);
        if (read)
        {
            known.KeepTerms(walk.Since(start), hash.Start.Value - start);
        }

        return read;
    }

    private static bool Fields(ref Walk walk, KnownSections known)
    {
        int start = walk.At;
        if (known.Fields.Length > 0 && walk.Literal(known.Fields))
        {
            return true;
        }

        bool read = FieldList(ref walk);
        if (read)
        {
            known.KeepFields(walk.Since(start));
        }

        return read;
    }

    private static bool FieldList(ref Walk walk)
    {
        if (!walk.Literal(",\"fields\":["u8))
        {
            return false;
        }

        for (bool first = true; !walk.Literal("]"u8); first = false)
        {
            if (!walk.Literal(first ? "{\"name\":\""u8 : ",{\"name\":\""u8) || !walk.Text(EntryWriter.MaxText, out _)
                || !walk.Field("transform"u8, out _) || !walk.Field("class"u8, out _) || !walk.Literal("}"u8))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Closing(ref Walk walk, ReadOnlySpan<byte> json, out EntryOutline outline)
    {
        outline = new EntryOutline { Kind = AuditEntryKind.Closing };
        return walk.Field("disclosureId"u8, out _) && walk.Field("outcome"u8, out var outcome) && ClosingEntry.IsOutcome(json[outcome])
            && walk.Number("status"u8, int.MaxValue, out _)
            && walk.Literal(",\"totals\":{\"read\":"u8) && walk.Digits(long.MaxValue, out _)
            && walk.Number("delivered"u8, long.MaxValue, out _) && walk.Number("withheldByConsent"u8, long.MaxValue, out _)
            && walk.Number("withheldByRule"u8, long.MaxValue, out _) && walk.Number("withheldUnreadable"u8, long.MaxValue, out _)
            && walk.Number("bytes"u8, long.MaxValue, out _) && walk.Number("chunks"u8, int.MaxValue, out _)
            && walk.Literal("}"u8) && walk.Number("unknownFields"u8, long.MaxValue, out _);
    }

    private static bool Refusal(ref Walk walk, ReadOnlySpan<byte> json, out EntryOutline outline)
    {
        outline = default;
        if (!walk.Field("recipient"u8, out _) || !walk.Field("clientId"u8, out _) || !walk.Field("dataset"u8, out var dataset)
            || !walk.Field("purpose"u8, out var purpose) || !walk.Field("reason"u8, out _) || !walk.Field("publicReason"u8, out _)
            || !walk.Number("status"u8, int.MaxValue, out _) || !walk.Field("agreement"u8, out _) || !walk.Field("policyHash"u8, out var hash)
            || !walk.Field("traceId"u8, out _))
        {
            return false;
        }

        // What a caller asked for stands there only in the form of our names, and a count only when it is not 1.
        string askedDataset = Encoding.ASCII.GetString(json[dataset]);
        string askedPurpose = Encoding.ASCII.GetString(json[purpose]);
        outline = new EntryOutline { Kind = AuditEntryKind.Refusal, PolicyHash = hash };
        return (askedDataset.Length == 0 || AskedName.DatasetOrEmpty(askedDataset).Length > 0)
            && (askedPurpose.Length == 0 || AskedName.PurposeOrEmpty(askedPurpose).Length > 0)
            && (!walk.Ahead(",\"count\":"u8) || (walk.Number("count"u8, long.MaxValue, out long count) && count != 1));
    }

    /// <summary>A place in the bytes of an entry. Each step moves on only when what it expects stands there.</summary>
    private ref struct Walk(ReadOnlySpan<byte> json)
    {
        /// <summary>ASCII that the writer leaves as it is.</summary>
        private static readonly SearchValues<byte> Plain = SearchValues.Create(
            [.. Enumerable.Range(' ', '~' - ' ' + 1).Where(c => JavaScriptEncoder.Default.Encode(((char)c).ToString(CultureInfo.InvariantCulture)).Length == 1).Select(c => (byte)c)]);

        private readonly ReadOnlySpan<byte> _json = json;
        private int _at;

        public readonly int At => _at;

        public readonly bool AtEnd => _at == _json.Length;

        public readonly ReadOnlySpan<byte> Since(int start) => _json[start.._at];

        public readonly bool Ahead(ReadOnlySpan<byte> expected) => _json[_at..].StartsWith(expected);

        public bool Literal(ReadOnlySpan<byte> expected)
        {
            bool stands = Ahead(expected);
            _at += stands ? expected.Length : 0;
            return stands;
        }

        /// <summary>The rest of a text, and its closing quote.</summary>
        public bool Text(int most, out Range text)
        {
            int length = _json[_at..].IndexOfAnyExcept(Plain);
            text = _at..(_at + Math.Max(length, 0));
            if ((uint)length > (uint)most || _json[_at + length] != '"')
            {
                return false;
            }

            _at += length + 1;
            return true;
        }

        /// <summary><c>,"name":"text"</c>.</summary>
        public bool Field(ReadOnlySpan<byte> name, out Range text)
        {
            text = default;
            return Name(name) && Literal("\""u8) && Text(EntryWriter.MaxText, out text);
        }

        /// <summary><c>,"name":123</c>.</summary>
        public bool Number(ReadOnlySpan<byte> name, long most, out long number)
        {
            number = 0;
            return Name(name) && Digits(most, out number);
        }

        /// <summary>A whole number without needless zeros. One of 19 digits is left to the parser.</summary>
        public bool Digits(long most, out long number)
        {
            number = 0;
            int start = _at;
            for (; _at < _json.Length && _at - start < 18 && (uint)(_json[_at] - '0') <= 9; _at++)
            {
                number = (10 * number) + (_json[_at] - '0');
            }

            int digits = _at - start;
            return digits > 0 && number <= most && (digits == 1 || _json[start] != '0');
        }

        private bool Name(ReadOnlySpan<byte> name)
        {
            var rest = _json[_at..];
            int length = name.Length + 4;
            bool stands = rest.Length > length && rest[0] == ',' && rest[1] == '"' && rest.Slice(2, name.Length).SequenceEqual(name)
                && rest[length - 2] == '"' && rest[length - 1] == ':';
            _at += stands ? length : 0;
            return stands;
        }
    }
}
