using ShareGateway.Policy;
using ShareGateway.Proxy.Edge;
using ShareGateway.Proxy.Reidentifications;

namespace ShareGateway.Proxy.Tests;

public sealed class ProblemTextsTests
{
    [Fact]
    public void Every_refusal_of_the_policies_has_a_text_for_the_caller() =>
        Assert.All(Enum.GetValues<RefusalReason>().Where(reason => reason != RefusalReason.Unspecified), reason =>
            Assert.True(ProblemTexts.Knows(RefusalReasons.PublicCode(reason)), RefusalReasons.PublicCode(reason)));

    [Fact]
    public void Who_asks_for_a_re_identification_without_a_ground_reads_which_there_are() => Assert.All(
        ReidentificationForm.Grounds, ground => Assert.Contains(ground, ProblemTexts.Find("reidentification-invalid").WhatToDo, StringComparison.Ordinal));

    [Fact]
    public void A_reason_without_a_text_is_a_bug_and_not_an_empty_answer() =>
        Assert.Throws<KeyNotFoundException>(() => ProblemTexts.Find("no-such-reason"));
}
