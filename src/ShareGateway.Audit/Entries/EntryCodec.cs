using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ShareGateway.Audit.Entries;

/// <summary>
/// The stored form of an entry: one JSON object with its fields in one fixed order, whole numbers only, time in microseconds. The
/// bytes that are hashed are the bytes that are stored, so a reader never has to bring them into a canonical form.
/// </summary>
internal static class EntryCodec
{
    /// <summary>Longest entry, in bytes: the bound of C2SP tlog-tiles, whose bundles carry a 16-bit length.</summary>
    public const int MaxBytes = 65_535;

    private const int Version = 1;

    /// <summary>Each thread writes its entries into its own buffer, and only the finished entry is copied out.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _output;

    private static readonly string[] KindNames = ["none", "disclosure", "closing", "refusal", "administrative", "policy"];

    /// <summary>The name of a kind as it stands in the log.</summary>
    public static string NameOf(AuditEntryKind kind) => KindNames[(int)kind];

    /// <summary>Writes an entry.</summary>
    /// <exception cref="ArgumentException">A value is out of its bounds, or the entry longer than <see cref="MaxBytes"/>.</exception>
    public static byte[] Encode(AuditEntry entry, DateTimeOffset time, string node, SubjectCommitment subjects)
    {
        var output = _output ??= new ArrayBufferWriter<byte>(2048);
        output.ResetWrittenCount();
        using var writer = new EntryWriter(output);
        writer.StartItem();
        writer.Number("v", Version);
        writer.Text("kind", NameOf(entry.Kind));
        writer.Number("time", (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        writer.Text("node", node);
        entry.Write(writer, subjects);
        writer.EndObject();
        writer.Finish();
        return output.WrittenCount <= MaxBytes
            ? output.WrittenSpan.ToArray()
            : throw new ArgumentException($"expected an entry of at most {MaxBytes} bytes, got {output.WrittenCount}", nameof(entry));
    }

    /// <summary>Puts another time into the stored form of an entry.</summary>
    /// <param name="entry">Made by <see cref="Encode"/>.</param>
    /// <param name="micros">Microseconds since 1970, of as many digits as those that stand there: 16 from 2001 to 2286.</param>
    public static void SetTime(Span<byte> entry, long micros)
    {
        var name = "\"time\":"u8;
        var digits = entry[(entry.IndexOf(name) + name.Length)..];
        digits = digits[..digits.IndexOf((byte)',')];
        Span<byte> text = stackalloc byte[20];
        if (Utf8Formatter.TryFormat(micros, text, out int length) && length == digits.Length)
        {
            text[..length].CopyTo(digits);
        }
    }

    /// <summary>Reads an entry and proves that its bytes are the ones <see cref="Encode"/> writes: no second form of one entry exists.</summary>
    /// <returns>False when the bytes are no entry; <paramref name="problem"/> then says why, without quoting them.</returns>
    public static bool TryDecode(ulong index, ReadOnlySpan<byte> json, [NotNullWhen(true)] out AuditEntryView? view, out string problem)
    {
        view = null;
        problem = "";
        try
        {
            var read = Read(index, json);
            bool same = Encode(read.Entry, read.Time, read.Node, read.Subjects).AsSpan().SequenceEqual(json);
            view = same ? read : null;
            problem = same ? "" : "expected the one form of the entry: no white space, no second spelling of a value";
        }
        catch (FormatException e)
        {
            problem = e.Message;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or OverflowException)
        {
            // Their texts may quote the input, and a damaged entry may hold anything.
            problem = "expected the JSON of an audit entry";
        }

        return view is not null;
    }

    private static AuditEntryView Read(ulong index, ReadOnlySpan<byte> json)
    {
        var reader = new EntryReader(json);
        reader.Start();
        if (reader.Number("v") != Version)
        {
            throw new FormatException($"expected an entry of version {Version}");
        }

        var kind = (AuditEntryKind)reader.OneOf("kind", KindNames);
        var time = DateTimeOffset.UnixEpoch.AddTicks(checked(reader.Number("time") * TimeSpan.TicksPerMicrosecond));
        string node = reader.Text("node");
        var subjects = SubjectCommitment.None;
        AuditEntry entry = kind switch
        {
            AuditEntryKind.Disclosure => DisclosureEntry.ReadFrom(ref reader, out subjects),
            AuditEntryKind.Closing => ClosingEntry.ReadFrom(ref reader),
            AuditEntryKind.Refusal => RefusalEntry.ReadFrom(ref reader),
            AuditEntryKind.Administrative => AdministrativeEntry.ReadFrom(ref reader),
            AuditEntryKind.Policy => PolicyEntry.ReadFrom(ref reader),
            _ => throw new FormatException("expected a kind of entry"),
        };
        reader.EndObject();
        return new AuditEntryView(index, time, node, entry, subjects);
    }
}
