using ShareGateway.Policy;
using ShareGateway.Proxy.Edge;

namespace ShareGateway.Proxy.Tests;

public sealed class ProblemTextsTests
{
    [Fact]
    public void Every_refusal_of_the_policies_has_a_text_for_the_caller() =>
        Assert.All(Enum.GetValues<RefusalReason>().Where(reason => reason != RefusalReason.Unspecified), reason =>
            Assert.True(ProblemTexts.Knows(RefusalReasons.PublicCode(reason)), RefusalReasons.PublicCode(reason)));

    [Fact]
    public void A_reason_without_a_text_is_a_bug_and_not_an_empty_answer() =>
        Assert.Throws<KeyNotFoundException>(() => ProblemTexts.Find("no-such-reason"));
}
