using static ShareGateway.Consent.ConsentEventProblem;

namespace ShareGateway.Consent.Tests;

public sealed class ConsentEventTests
{
    public static TheoryData<string, ConsentEvent, ConsentEventProblem[]> Cases()
    {
        var good = Samples.Event();
        return new()
        {
            { "good", good, [] },
            { "no recipient named", good with { Recipient = null }, [] },
            { "longest texts", good with { EventId = new('a', 100), Recipient = new('b', 64), Source = new('c', 64), NoticeVersion = new('d', 64) }, [] },
            { "valid for a tick", good with { ValidUntil = good.At.AddTicks(1) }, [] },
            { "id empty", good with { EventId = "" }, [EventId] },
            { "id missing", good with { EventId = null! }, [EventId] },
            { "id too long", good with { EventId = new('a', 101) }, [EventId] },
            { "id with a blank", good with { EventId = "a b" }, [EventId] },
            { "id with an at sign", good with { EventId = "marie@maison.example" }, [EventId] },
            { "no subject", good with { Subject = default }, [Subject] },
            { "purpose empty", good with { Purpose = "" }, [Purpose] },
            { "purpose without prefix", good with { Purpose = "DirectMarketing" }, [Purpose] },
            { "purpose with two prefixes", good with { Purpose = "dpv:dpv:DirectMarketing" }, [Purpose] },
            { "purpose ends early", good with { Purpose = "dpv:" }, [Purpose] },
            { "purpose begins late", good with { Purpose = ":DirectMarketing" }, [Purpose] },
            { "purpose too long", good with { Purpose = "dpv:" + new string('a', 97) }, [Purpose] },
            { "recipient empty", good with { Recipient = "" }, [Recipient] },
            { "recipient in capitals", good with { Recipient = "Galerie" }, [Recipient] },
            { "recipient too long", good with { Recipient = new('b', 65) }, [Recipient] },
            { "state unknown", good with { State = ConsentState.Unknown }, [State] },
            { "state out of range", good with { State = (ConsentState)10 }, [State] },
            { "state negative", good with { State = (ConsentState)(-1) }, [State] },
            { "before 1990", good with { At = new(1989, 12, 31, 23, 59, 59, TimeSpan.Zero) }, [At] },
            { "after 2199", good with { At = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero) }, [At] },
            { "default moment", good with { At = default }, [At] },
            { "notice empty", good with { NoticeVersion = "" }, [NoticeVersion] },
            { "notice with a line end", good with { NoticeVersion = "v1\n" }, [NoticeVersion] },
            { "notice too long", good with { NoticeVersion = new('d', 65) }, [NoticeVersion] },
            { "source empty", good with { Source = "" }, [Source] },
            { "source not ASCII", good with { Source = "boutique née" }, [Source] },
            { "source too long", good with { Source = new('c', 65) }, [Source] },
            { "valid until its own moment", good with { ValidUntil = good.At }, [ValidUntil] },
            { "valid until the end of time", good with { ValidUntil = DateTimeOffset.MaxValue }, [ValidUntil] },
            { "a withdrawal that ends", good with { State = ConsentState.Withdrawn, ValidUntil = good.At.AddDays(1) }, [ValidUntil] },
            { "several", good with { EventId = "", State = ConsentState.Unknown, Source = "" }, [EventId, State, Source] },
        };
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bounds_are_checked_and_all_problems_told(string name, ConsentEvent item, ConsentEventProblem[] expected)
    {
        Assert.NotEmpty(name);
        Assert.Equal(expected, item.Check());
    }
}
