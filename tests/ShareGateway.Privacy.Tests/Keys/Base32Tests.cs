using System.Numerics;
using System.Text;
using CsCheck;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

public sealed class Base32Tests
{
    [Theory]
    [InlineData("00000000000000000000000000000000", "aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("ffffffffffffffffffffffffffffffff", "77777777777777777777777774")]
    [InlineData("00000000000000000000000000000001", "aaaaaaaaaaaaaaaaaaaaaaaaae")]
    [InlineData("666f6f626172666f6f626172666f6f62", "mzxw6ytbojtg633cmfzgm33pmi")] // RFC 4648 `foobar`, repeated
    public void Bytes_are_written_as_RFC_4648_says(string hex, string expected) => Assert.Equal(expected, Write(Convert.FromHexString(hex)));

    [Fact]
    public void The_text_is_the_number_in_base_32() => Gen.Byte.Array[16].Sample(bytes =>
    {
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true) << 2; // 130 bits for 26 characters
        var slow = new StringBuilder();
        for (int i = 25; i >= 0; i--)
        {
            slow.Append("abcdefghijklmnopqrstuvwxyz234567"[(int)((number >> (5 * i)) & 31)]);
        }

        Assert.Equal(slow.ToString(), Write(bytes));
    });

    [Fact]
    public void Random_ids_have_their_form_and_never_come_twice()
    {
        string[] ids = [.. Enumerable.Range(0, 1000).Select(_ => RandomId.Create())];

        Assert.All(ids, id => Assert.Matches("^[a-z2-7]{25}[aeimquy4]$", id));
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(Enumerable.Range(0, 25), position => Assert.True(ids.Select(id => id[position]).Distinct().Count() > 20));
    }

    private static string Write(byte[] bytes)
    {
        byte[] text = new byte[26];
        Base32.Write(bytes, text);
        return Encoding.ASCII.GetString(text);
    }
}
