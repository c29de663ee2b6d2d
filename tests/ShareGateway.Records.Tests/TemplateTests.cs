using System.Text;
using ShareGateway.Records.Json;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Tests;

/// <summary>Records that are as those before them are read by a template; whatever is not is refused by it, leaves no trace, and is read the long way.</summary>
public sealed class TemplateTests
{
    private const string First =
        """{"id":"p","a":"1","h":"22","t":"3","u":"4","n":4.5,"i":6,"f":true,"d":"2024-02-28T01:02:03Z","b":{"c":"x","skipped":1,"e":{"g":7}},"x":"y","last":"z"}""";

    private static readonly RecordProgram Program = Programs.With(
        [Programs.ById, Programs.Subject("to", required: false)], [],
        "a", "h:Text:hide", "t:Text:tag", "u:Text:late", "n:Number", "i:Integer", "f:Boolean", "d:Timestamp", "b.c", "b.e.g:Integer", "last");

    [Theory]
    [InlineData("\"p\"", "\"p\"")]
    [InlineData("\"1\"", "\"été à l'île\"")]
    [InlineData("\"1\"", "\"😀\"")]
    [InlineData("\"1\"", "\"\"")]
    [InlineData("\"1\"", "null")]
    [InlineData("\"1\"", "\"more than fifty-seven bytes, of which one word of marks tells, are in this text\"")]
    [InlineData("\"22\"", "\"a text to hide that is long enough for two vectors\"")]
    [InlineData("\"22\"", "\"é\"")]
    [InlineData("\"22\"", "\"a\\\"b\"")]
    [InlineData("\"22\"", "null")]
    [InlineData("\"22\"", "12")]
    [InlineData("\"3\"", "\"ö\\n\"")]
    [InlineData("\"3\"", "\"bad\"")]
    [InlineData("\"3\"", "null")]
    [InlineData("\"4\"", "\"bad\"")]
    [InlineData("\"4\"", "5")]
    [InlineData("4.5", "-0.25e-3")]
    [InlineData("4.5", "0")]
    [InlineData("4.5", "12345678901234567890.5")]
    [InlineData("4.5", "null")]
    [InlineData("6", "-6")]
    [InlineData("6", "1234567890123456")]
    [InlineData("true", "false")]
    [InlineData("true", "null")]
    [InlineData("\"2024-02-28T01:02:03Z\"", "\"2024-02-29T23:59:60Z\"")]
    [InlineData("\"2024-02-28T01:02:03Z\"", "\"2024-02-28T01:02:03.4+05:06\"")]
    [InlineData("\"skipped\":1", "\"skipped\":1.5e7")]
    [InlineData("\"skipped\":1", "\"skipped\":{\"id\":[1,null]}")]
    [InlineData("\"y\"", "\"\\\\\"")]
    [InlineData("\"y\"", "[{\"y\":\"z\"}]")]
    public void Values_may_differ(string value, string other)
    {
        string record = First.Replace(value, other, StringComparison.Ordinal);
        using var reading = new Reading(Program, First);

        Assert.Equal(Encoding.UTF8.GetByteCount(record), reading.Usual(record));

        Assert.Equal(LongWay(Program, record), reading.Text);
    }

    [Theory]
    [InlineData("\"a\":\"1\",\"h\":\"22\"", "\"h\":\"22\",\"a\":\"1\"")]
    [InlineData(",\"h\":\"22\"", "")]
    [InlineData("\"a\":\"1\"", "\"a\":\"1\",\"new\":0")]
    [InlineData("\"a\":\"1\"", "\"a\": \"1\"")]
    [InlineData("\"a\":\"1\"", "\"a\":\"\\u0031\"")]
    [InlineData("\"a\":\"1\"", "\"A\":\"1\"")]
    [InlineData("\"1\"", "1")]
    [InlineData("\"1\"", "{}")]
    [InlineData("4.5", "\"4\"")]
    [InlineData("4.5", "04")]
    [InlineData("4.5", "4.")]
    [InlineData("6", "6.0")]
    [InlineData("6", "6e1")]
    [InlineData("true", "truth")]
    [InlineData("true", "falsy")]
    [InlineData("\"2024-02-28T01:02:03Z\"", "\"2023-02-29T01:02:03Z\"")]
    [InlineData("\"2024-02-28T01:02:03Z\"", "\"yesterday\"")]
    [InlineData("{\"c\":\"x\"", "{ \"c\":\"x\"")]
    [InlineData("\"b\":{\"c\":\"x\",\"skipped\":1,\"e\":{\"g\":7}}", "\"b\":null")]
    [InlineData("\"p\"", "null")]
    [InlineData("\"p\"", "{}")]
    [InlineData("\"p\"", "\"\\ud800\"")]
    [InlineData("\"y\"", "\"\u0001\"")]
    [InlineData("\"y\"", "{\"y\":1,\"y\":2}")]
    [InlineData("\"y\"", "[1,\n2]")]
    [InlineData("\"z\"}", "\"z\"} ")]
    [InlineData("\"z\"}", "\"z\"}}")]
    [InlineData("\"z\"}", "\"z\",")]
    public void What_stands_between_values_may_not_and_what_its_field_cannot_be_neither(string text, string other)
    {
        using var reading = new Reading(Program, First);

        Assert.Equal(JsonScan.Stop, reading.Usual(First.Replace(text, other, StringComparison.Ordinal)));

        Assert.Equal("", reading.Text);
        Assert.Equal(0, reading.People);
        Assert.True(reading.Usual(First) > 0); // one does not make it give up
        Assert.Equal(LongWay(Program, First), reading.Text);
    }

    [Fact]
    public void Bytes_that_are_not_Unicode_are_refused_wherever_they_stand()
    {
        byte[] record = Encoding.UTF8.GetBytes(First.Replace("\"22\"", "\"é2\"", StringComparison.Ordinal));
        for (int i = 0; i < record.Length; i++)
        {
            foreach (byte spoiler in new byte[] { 0x80, 0xC0, 0xC3, 0xE2, 0xFF })
            {
                byte[] spoilt = [.. record];
                spoilt[i] = spoiler;
                using var reading = new Reading(Program, First);
                bool isUnicode = NaiveBody.Run(Program, spoilt, RecordFormat.Ndjson, RecordFormat.Ndjson).Fault is RecordFault.None;
                Assert.True(isUnicode || reading.Usual(spoilt) == JsonScan.Stop, $"{spoiler:X2} at {i}");
            }
        }
    }

    [Fact]
    public void A_record_that_is_not_all_there_is_refused_wherever_it_ends()
    {
        byte[] record = Encoding.UTF8.GetBytes(First);
        for (int length = 0; length < record.Length; length++)
        {
            using var reading = new Reading(Program, First);

            Assert.Equal(JsonScan.Stop, reading.Usual(record[..length], paddingBytes: 0));
            Assert.Equal(JsonScan.Stop, reading.Usual(record[..length]));

            Assert.Equal("", reading.Text);
        }
    }

    [Fact]
    public void Nothing_is_read_behind_a_text_wherever_it_ends()
    {
        using var guarded = new GuardedText();
        byte[] text = Encoding.UTF8.GetBytes($"{First}\n{new string(' ', JsonTemplate.ReachBytes)}");
        using var reading = new Reading(Program, First);
        for (int length = 0; length <= text.Length; length++)
        {
            int end = reading.Usual(guarded.Of(text.AsSpan(0, length)), isLine: true, maxBytes: 1 << 20);

            Assert.True(end == JsonScan.Stop || length > First.Length, $"it ends at {length}");
            Assert.Equal(First.Length, reading.Usual(First)); // it has not given up
        }

        Assert.Equal(First.Length, reading.Usual(guarded.Of(text), isLine: true, maxBytes: 1 << 20));
    }

    [Fact]
    public void A_record_that_is_too_long_is_refused()
    {
        using var reading = new Reading(Program, First);

        Assert.Equal(JsonScan.Stop, reading.Usual(First, maxBytes: First.Length - 1));
        Assert.Equal(First.Length, reading.Usual(First, maxBytes: First.Length));
    }

    [Fact]
    public void Elements_of_an_array_need_no_line_end()
    {
        using var reading = new Reading(Program, First);

        Assert.Equal(First.Length, reading.Usual(Encoding.UTF8.GetBytes(First + ", "), isLine: false));
        Assert.Equal(JsonScan.Stop, reading.Usual(Encoding.UTF8.GetBytes(First + ", ")));
    }

    [Theory]
    [InlineData("""{"id":"p","t":["1","2"],"a":"1","l":[{"a":"1"},{"a":"2"}],"b":{"c":"x"}}""", """{"id":"p","t":[],"a":"1","l":[],"b":{"c":"x"}}""", false)]
    [InlineData("""{"id":"p","a":"1","t":["1","2"],"l":[{"a":"1"},{"a":"2"}],"b":{"c":"x"}}""", """{"id":"p","a":"1","t":[],"l":[{"x":1}],"b":{"c":"y"}}""", true)]
    [InlineData("""{"id":"p","a":"1","l":[],"n":1,"t":["1"]}""", """{"id":"p","a":"1","l":[{"a":null}],"n":1,"t":null}""", true)]
    [InlineData("""{"id":"p","a":"1","b":{"x":1},"n":1}""", """{"id":"p","a":"1","b":{"x":2},"n":1}""", false)]
    [InlineData("""{"id":"p","who":[{"id":"q"}],"a":"1"}""", """{"id":"p","who":[{"id":"r"},{"id":"s"}],"a":"2"}""", true)]
    public void Lists_are_read_where_what_stands_around_them_does_not_depend_on_them(string first, string other, bool isTaken)
    {
        var program = Programs.With([Programs.ById, Programs.Subject("who[].id", required: false)], [], "t[]", "a", "l[].a", "b.c", "n:Integer");
        using var reading = new Reading(program, first);

        Assert.Equal(isTaken ? other.Length : JsonScan.Stop, reading.Usual(other));

        Assert.Equal(isTaken ? LongWay(program, other) : "", reading.Text);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    public void Records_of_more_values_than_a_word_has_bits_and_of_long_names_are_read_too(int members)
    {
        string Name(int i) => $"name-{i}-{new string('n', i)}";
        var record = new StringBuilder("{\"id\":\"p\"");
        for (int i = 0; i < members; i++)
        {
            string name = Name(i)[..Math.Min(Name(i).Length, 24)];
            record.Append(',').Append('"').Append(name).Append("\":{\"deep-inside-this-object\":{\"a\":\"v\",\"b\":").Append(i).Append("}}");
        }

        record.Append('}');
        var program = Programs.With(
            [Programs.ById], [], [.. Enumerable.Range(0, members).Where(i => i % 3 > 0).Select(i => $"{Name(i)[..Math.Min(Name(i).Length, 24)]}.deep-inside-this-object.a:Text:{(i % 4 == 0 ? "hide" : "reveal")}")]);
        using var reading = new Reading(program, record.ToString());

        Assert.Equal(record.Length, reading.Usual(record.ToString()));

        Assert.Equal(LongWay(program, record.ToString()), reading.Text);
    }

    [Theory]
    [InlineData(false, true)] // as at the end of each piece of a body
    [InlineData(true, false)] // as where no more than a record comes at a time
    public void Texts_that_end_too_soon_make_it_give_up_only_when_one_follows_another(bool isAlways, bool isKept)
    {
        using var reading = new Reading(Program, First);
        byte[] record = Encoding.UTF8.GetBytes(First);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(JsonScan.Stop, reading.Usual(record, paddingBytes: 0));
            _ = isAlways ? 0 : reading.Usual(record);
        }

        Assert.Equal(isKept ? First.Length : JsonScan.Stop, reading.Usual(record));
    }

    [Fact]
    public void Records_of_another_shape_make_it_give_up_and_it_is_learnt_anew()
    {
        const string Other = """{"a":"1","id":"p"}""";
        using var reading = new Reading(Program, First);
        for (int i = 0; i < 10; i++)
        {
            _ = reading.Usual(Other);
        }

        Assert.Equal(JsonScan.Stop, reading.Usual(First));
        for (int i = 0; i < 10; i++)
        {
            reading.LongWay(Other);
        }

        Assert.Equal(Other.Length, reading.Usual(Other));
    }

    private static string LongWay(RecordProgram program, string record)
    {
        using var reading = new Reading(program);
        return reading.LongWay(record);
    }

    /// <summary>Reads records one by one.</summary>
    private sealed class Reading : IDisposable
    {
        private readonly OutputBuffer _output = new(1 << 10);
        private readonly RecordPass _pass;
        private readonly JsonRecordReader _reader;

        public Reading(RecordProgram program, string? usual = null)
        {
            _pass = new RecordPass(program, new JsonSink(_output, RecordFormat.Ndjson));
            _reader = new JsonRecordReader(_pass, 64);
            for (int i = 0; i < 12 && usual is not null; i++)
            {
                LongWay(usual);
                _ = Usual(usual);
            }

            _output.Truncate(0);
        }

        public void Dispose() => _output.Dispose();

        public string Text => Encoding.UTF8.GetString(_output.Bytes);

        public int People => _pass.People.Current.Count;

        public int Usual(string record, int maxBytes = 1 << 20) => Usual(Encoding.UTF8.GetBytes(record), maxBytes: maxBytes);

        public int Usual(byte[] record, bool isLine = true, int paddingBytes = 200, int maxBytes = 1 << 20)
        {
            byte[] text = [.. record, .. isLine && paddingBytes > 0 ? "\n"u8 : [], .. Enumerable.Repeat((byte)' ', paddingBytes)];
            return Usual(text.AsSpan(), isLine, maxBytes);
        }

        public int Usual(ReadOnlySpan<byte> text, bool isLine, int maxBytes)
        {
            _output.Truncate(0);
            int end = _reader.TryReadUsual(text, maxBytes, isLine);
            if (end >= 0)
            {
                _pass.CompleteDeferred(_output.Bytes);
                _pass.People.Clear();
            }
            else
            {
                _pass.Begin();
            }

            return end;
        }

        public string LongWay(string record)
        {
            _output.Truncate(0);
            _pass.Begin();
            byte[] bytes = Encoding.UTF8.GetBytes(record);
            Assert.Equal(bytes.Length, _reader.TryRead(bytes));
            _pass.CompleteDeferred(_output.Bytes);
            return Text;
        }
    }
}
