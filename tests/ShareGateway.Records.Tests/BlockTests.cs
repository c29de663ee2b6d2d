using System.Text;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>Bytes are looked at in blocks of 64, and copied in vectors of 32: no byte may mean anything else because of where it stands.</summary>
public sealed class BlockTests
{
    private const int Offsets = 131; // two blocks, and a bit

    private static readonly RecordProgram Program = Of("a", "h:Text:hide", "n:Integer", "b.c");

    public static TheoryData<string> Special =>
    [
        "\"", "\\", "\\\\", "\\\"", "\\u00e9", "\\ud83d", "\\ud83d\\ude00", "\0", "\t", "\n", "\r", "\r\n", "\u001f", " ", "\u007f", "é", "é\"", "水", "😀", ",", "\",", ",\"", ":",
        "{", "}", "[", "]", "=", "\"\"", "\"x\"", "",
    ];

    public static TheoryData<string> Invalid => ["80", "BF", "C3", "C080", "C3C3A9", "E282", "EDA080", "F5", "F09F98", "FF"];

    [Theory]
    [MemberData(nameof(Special))]
    public void A_text_means_the_same_at_every_offset(string special)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(special);
        for (int offset = 0; offset < Offsets; offset++)
        {
            CheckAll([.. Enumerable.Repeat((byte)'x', offset), .. bytes, (byte)'y']);
        }
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void What_is_no_text_is_found_at_every_offset(string special)
    {
        byte[] bytes = Convert.FromHexString(special);
        for (int offset = 0; offset < Offsets; offset++)
        {
            CheckAll([.. Enumerable.Repeat((byte)'x', offset), .. bytes, (byte)'y']);
        }
    }

    [Theory]
    [InlineData(RecordFormat.Ndjson)]
    [InlineData(RecordFormat.Json)]
    [InlineData(RecordFormat.Csv)]
    public void A_body_ends_at_every_offset(RecordFormat format)
    {
        for (int length = 0; length < 2 * Offsets; length++)
        {
            string text = new('x', length);
            string body = format switch
            {
                RecordFormat.Csv => $"id,a,h\r\np,{text},{text}\r\nq,,{text}",
                RecordFormat.Json => $$"""[{"id":"p","h":"{{text}}","a":"{{text}}"},{"id":"p","h":"{{text}}","a":"é"}]""",
                _ => $$"""{"id":"p","h":"{{text}}","a":"{{text}}"}""" + "\n" + $$"""{"id":"p","h":"{{text}}","a":"é"}""",
            };
            Check(format, Encoding.UTF8.GetBytes(body));
        }
    }

    // Delivered, mapped, left out, in front of and behind plain members, and the order of members learnt from a plain record.
    private static void CheckAll(byte[] text)
    {
        byte[] plain = [.. """{"id":"p","x":"1","a":"2","h":"3","n":4}"""u8];
        foreach (string record in new[] { """{"id":"p","x":"1","a":"$","h":"3","n":4}""", """{"id":"p","x":"1","a":"2","h":"$","n":4}""", """{"id":"p","x":"$","a":"2","h":"3","n":4}""" })
        {
            byte[] spoilt = Filled(record, text);
            Check(RecordFormat.Ndjson, [.. plain, (byte)'\n', .. spoilt, (byte)'\n', .. plain]);
            Check(RecordFormat.Json, [(byte)'[', .. plain, (byte)',', .. spoilt, (byte)',', .. plain, (byte)']']);
        }

        foreach (string row in new[] { "p,1,$,3,4\r\n", "p,1,2,$,4\r\n", "p,$,2,3,4\r\n" })
        {
            Check(RecordFormat.Csv, [.. "id,x,a,h,n\r\np,1,2,3,4\r\n"u8, .. Filled(row, text), .. "p,1,2,3,4\r\n"u8]);
        }
    }

    private static byte[] Filled(string record, byte[] text)
    {
        int at = record.IndexOf('$', StringComparison.Ordinal);
        return [.. Encoding.UTF8.GetBytes(record[..at]), .. text, .. Encoding.UTF8.GetBytes(record[(at + 1)..])];
    }

    private static void Check(RecordFormat format, byte[] body)
    {
        foreach (var output in new[] { format, format is RecordFormat.Json ? RecordFormat.Csv : RecordFormat.Json })
        {
            var expected = NaiveBody.Run(Program, body, format, output);
            var actual = Outcome.Of(Program, format, output, 1 << 20, body);
            Assert.True(expected == actual, $"{format} to {output}: `{Encoding.UTF8.GetString(body)}`\nexpected {expected}\nbut was {actual}");
        }
    }
}
