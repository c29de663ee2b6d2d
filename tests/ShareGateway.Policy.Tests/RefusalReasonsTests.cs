
namespace ShareGateway.Policy.Tests;

public sealed class RefusalReasonsTests
{
    [Theory]
    [InlineData(0, "unspecified", "unspecified")]
    [InlineData(1, "unknown-dataset", "no-agreement")]
    [InlineData(2, "no-agreement", "no-agreement")]
    [InlineData(3, "purpose-missing", "purpose-missing")]
    [InlineData(4, "purpose-not-agreed", "purpose-not-agreed")]
    [InlineData(5, "agreement-not-yet-valid", "agreement-not-yet-valid")]
    [InlineData(6, "agreement-over", "agreement-over")]
    [InlineData(7, "transfer-not-covered", "transfer-not-covered")]
    [InlineData(8, "consent-knowledge-too-old", "consent-knowledge-too-old")]
    [InlineData(9, "unknown-recipient", "unknown-recipient")]
    public void Numbers_and_words_are_frozen(int number, string code, string publicCode)
    {
        var reason = (RefusalReason)number;

        Assert.True(Enum.IsDefined(reason));
        Assert.Equal((code, publicCode), (RefusalReasons.Code(reason), RefusalReasons.PublicCode(reason)));
    }

    [Fact]
    public void The_table_above_is_complete() => Assert.Equal(10, Enum.GetValues<RefusalReason>().Length);

    [Fact]
    public void An_unknown_number_has_no_word() => Assert.Throws<ArgumentOutOfRangeException>(() => RefusalReasons.Code((RefusalReason)99));
}
