using System.Text;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Audit.Tests.Entries;

/// <summary>The short way through a check must never accept what the long one refuses, nor read other values.</summary>
public sealed class EntryOutlineTests
{
    private static readonly SubjectCommitment Three = new(3, new string('c', 64));

    [Fact]
    public void The_three_kinds_that_fill_a_log_have_an_outline_and_the_others_have_none()
    {
        Assert.All(Plain(), entry => Assert.True(EntryOutline.TryRead(entry, new KnownSections(), out _), Encoding.ASCII.GetString(entry)));
        Assert.False(EntryOutline.TryRead(Encode(Sample.Started()), new KnownSections(), out _));
        Assert.False(EntryOutline.TryRead(Encode(Sample.Policy("a")), new KnownSections(), out _));
        Assert.False(EntryOutline.TryRead(Encode(Sample.Disclosure("é") with { ClientId = "a+b" }), new KnownSections(), out _)); // escapes are left to the parser
    }

    [Fact]
    public void An_outline_says_what_the_entry_says()
    {
        var known = new KnownSections();
        foreach (byte[] entry in Plain())
        {
            Assert.True(EntryOutline.TryRead(entry, known, out var outline));
            Assert.True(EntryOutline.TryRead(entry, known, out var again)); // by what is known of it now
            Assert.Equal(outline, again);
            Assert.True(EntryCodec.TryDecode(0, entry, out var view, out _));

            Assert.Equal(view.Entry.Kind, outline.Kind);
            Assert.Equal(view.Time, DateTimeOffset.UnixEpoch.AddTicks(outline.Time * 10));
            Assert.Equal(view.Node, Encoding.ASCII.GetString(entry[outline.Node]));
            Assert.Equal(view.Subjects, new SubjectCommitment(outline.SubjectCount, Encoding.ASCII.GetString(entry[outline.Commitment])));
            string? hash = view.Entry switch { DisclosureEntry d => d.PolicyHash, RefusalEntry r => r.PolicyHash, _ => "" };
            Assert.Equal(hash, Encoding.ASCII.GetString(entry[outline.PolicyHash]));
        }
    }

    [Fact]
    public void No_changed_missing_or_added_byte_is_accepted_here_and_refused_there()
    {
        int accepted = 0;
        foreach (byte[] entry in Plain())
        {
            foreach (byte[] spoilt in Spoilt(entry))
            {
                var known = new KnownSections();
                bool isRead = EntryOutline.TryRead(spoilt, known, out _);
                Assert.True(EntryOutline.TryRead(entry, known, out _)); // what is known of sound ones makes no difference
                Assert.Equal(isRead, EntryOutline.TryRead(spoilt, known, out _));
                if (isRead)
                {
                    accepted++;
                    Assert.True(EntryCodec.TryDecode(0, spoilt, out _, out string problem), $"{problem}: {Encoding.Latin1.GetString(spoilt)}");
                }
            }
        }

        Assert.True(accepted > 1000, "a letter more in a text is another sound entry");
    }

    private static IEnumerable<byte[]> Plain() =>
    [
        Encode(Sample.Disclosure("a"), Three), Encode(Sample.Disclosure("a", 7), Three), Encode(Sample.Closing("a")), Encode(Sample.Refusal()),
        Encode(Sample.Refusal() with { Count = 12 }), Encode(Sample.Refusal() with { Dataset = "", Purpose = "", PolicyHash = "" }),
    ];

    private static IEnumerable<byte[]> Spoilt(byte[] entry)
    {
        byte[] values = [.. "\"\\,:{}[]019.-+eE &<>/'`aZ \n\t"u8, 0x00, 0x7F, 0x80, 0xC3, 0xFF];
        for (int at = 0; at < entry.Length; at++)
        {
            yield return [.. entry[..at], .. entry[(at + 1)..]];
            foreach (byte value in values)
            {
                yield return [.. entry[..at], value, .. entry[(at + 1)..]];
                yield return [.. entry[..at], value, .. entry[at..]];
            }
        }
    }

    private static byte[] Encode(AuditEntry entry, SubjectCommitment subjects = default) =>
        EntryCodec.Encode(entry, Sample.Noon, Sample.Name, subjects.Hash is null ? SubjectCommitment.None : subjects);
}
