using System.Text;
using ShareGateway.Sharing.Trials;

namespace ShareGateway.Sharing.Tests.Trials;

public sealed class LeakSearchTests
{
    [Theory]
    [InlineData("anna@people.example")]
    [InlineData("ANNA@people.example")]
    [InlineData("anna%40people.example")]
    [InlineData("616e6e614070656f706c652e6578616d706c65")]
    [InlineData("616E6E614070656F706C652E6578616D706C65")]
    public void A_text_is_found_in_each_form(string answer) => Assert.True(LeakSearch.Finds(Encoding.UTF8.GetBytes($"{{\"x\":\"..{answer}..\"}}"), "anna@people.example"));

    [Fact]
    public void Base64_is_found_at_every_offset()
    {
        for (int before = 0; before < 7; before++)
        {
            string answer = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{new string('.', before)}anna@people.example and more"));

            Assert.True(LeakSearch.Finds(Encoding.UTF8.GetBytes(answer), "anna@people.example"), answer);
        }
    }

    [Theory]
    [InlineData("Chlo\\u00E9", "Chloé")]
    [InlineData("Chlo\\u00e9", "Chloé")]
    [InlineData("Chlo%C3%A9", "Chloé")]
    public void Escapes_hide_nothing(string answer, string text) => Assert.True(LeakSearch.Finds(Encoding.UTF8.GetBytes(answer), text));

    [Fact]
    public void What_is_not_there_is_not_found() => Assert.False(LeakSearch.Finds("p1_abcdefghijklmnopqrstuvwxyz, an*****************"u8, "anna@people.example"));
}
