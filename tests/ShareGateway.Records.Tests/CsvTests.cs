using System.Text;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

public sealed class CsvTests
{
    private static readonly RecordSource Csv = new(RecordFormat.Csv);

    [Theory]
    [InlineData("id,a,n\r\np,x,5\r\n", "x,5,\r\n")]
    [InlineData("n,z,a,id\np,x,5,q\n", "5,,\r\n")] // `p` is no integer: columns are bound by name, not by place
    [InlineData("\"id\",\"a\"\r\n\"p\",\"x,\"\"y\"\"\r\nz\"\r\n", "\"x,\"\"y\"\"\r\nz\",,\r\n")]
    [InlineData("id,a\np,\n", ",,\r\n")]
    [InlineData("id,a\np,\"\"\n", "\"\",,\r\n")]
    [InlineData("id,a\np,  x \n", "  x ,,\r\n")]
    [InlineData("id,b\np,true", ",,true\r\n")]
    [InlineData("id,b\np,\"false\"", ",,false\r\n")]
    [InlineData("id,b\np,TRUE", ",,\r\n")]
    [InlineData("id,n\np,05", ",,\r\n")]
    [InlineData("id,n\np,\"7\"", ",7,\r\n")]
    [InlineData("id,n\np,-7", ",-7,\r\n")]
    [InlineData("id,n\np,\"\"", ",,\r\n")]
    [InlineData("\ufeffid,a\np,é😀", "é😀,,\r\n")]
    [InlineData("id,a", "")]
    [InlineData("id,a\r\n", "")]
    [InlineData("id\np\n", ",,\r\n")]
    public async Task Rows_become_rows(string body, string expected)
    {
        var rewriting = await Rewriting.RunAsync(body, Of("a", "n:Integer", "b:Boolean"), Csv, RecordFormat.Csv);

        Assert.Equal(expected, rewriting.Text);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+33 1", "'+33 1")]
    [InlineData("-x", "'-x")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("\\tx", "'\tx")]
    [InlineData("\\rx", "\"'\rx\"")]
    [InlineData("=\\\"a\\\",b", "\"'=\"\"a\"\",b\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("'=1", "'=1")]
    [InlineData("\\n=1", "\"\n=1\"")]
    public async Task Text_is_never_a_formula(string text, string cell)
    {
        var rewriting = await Rewriting.RunAsync($$"""[{"id":"p","a":"{{text}}","n":-5}]""", Of("a", "n:Integer"), output: RecordFormat.Csv);

        Assert.Equal($"{cell},-5\r\n", rewriting.Text);
    }

    [Fact]
    public async Task A_transform_sees_a_cell_as_its_type_says_and_its_output_is_guarded()
    {
        var program = Of("a:Text:tag", "n:Integer:tag", "b:Text:drop");
        var rewriting = await Rewriting.RunAsync("a,n,b,id\n=x,5,B,p\n,,,p\nbad,x,,p\n", program, Csv, RecordFormat.Csv);

        Assert.Equal("t(=x),t(5)\r\n,\r\n,\r\n", rewriting.Text);
        Assert.Equal(2, rewriting.Counts.CellsNulled);
        Assert.Empty(rewriting.Unknown);
    }

    [Fact]
    public async Task Dotted_columns_become_objects()
    {
        var program = With([Subject("who.id")], [Row("who.land", "FR")], "c:Integer", "who.name", "who.home.zip", "z");
        var rewriting = await Rewriting.RunAsync(
            "who.home.zip,c,who.name,who.id,who.land\n75001,5,Ann,p,FR\n,,,q,FR\nx,6,y,q,BE\n", program, Csv, RecordFormat.Ndjson);

        Assert.Equal(
            """
            {"c":5,"who":{"name":"Ann","home":{"zip":"75001"}}}
            {"c":null,"who":{"name":null,"home":{"zip":null}}}

            """.ReplaceLineEndings("\n"),
            rewriting.Text);
        Assert.Equal(new RecordCounts(2, 0, 1, 0, 0), rewriting.Counts);
    }

    [Fact]
    public async Task Json_becomes_rows_with_columns_in_the_order_of_the_rules()
    {
        var program = With([Subject("m[].id")], [], "b.c", "a:Number", "x:Text:drop", "t:Boolean");
        var rewriting = await Rewriting.RunAsync(
            """[{"t":true,"a":1.50,"x":"X","b":{"z":1,"c":"y\""},"m":[{"id":"p"}]},{"m":[{"id":"q"}]},{"m":[{"id":"no"}],"a":9}]""",
            program,
            output: RecordFormat.Csv);

        Assert.Equal("\"y\"\"\",1.50,true\r\n,,\r\n", rewriting.Text);
        Assert.Equal("b.c,a,t\r\n", System.Text.Encoding.UTF8.GetString(RecordEnvelope.Start(RecordFormat.Csv, program).Span));
    }

    [Fact]
    public async Task People_are_gated_and_an_optional_id_may_be_empty_but_its_column_must_be_there()
    {
        var program = With([ById, Subject("to", required: false)], [], "a");

        var both = await Rewriting.RunAsync("id,to,a\np,,1\np,no,2\n,q,3\np,q,4\np,\"\",5\n", program, Csv, RecordFormat.Csv);
        Assert.Equal("1\r\n4\r\n", both.Text);
        Assert.Equal(["customer:p", "customer:p customer:q"], both.Gate.Told);
        Assert.Equal(new RecordCounts(2, 1, 0, 2, 0), both.Counts);

        // A renamed column would let the second person of each row pass unasked.
        var failure = await Assert.ThrowsAsync<RecordException>(() => Rewriting.RunAsync("id,recipient,a\np,no,1\n", program, Csv, RecordFormat.Csv));
        Assert.Equal(RecordFault.SubjectMissing, failure.Fault);
    }

    [Fact]
    public async Task A_row_rule_without_its_column_keeps_nothing()
    {
        var rewriting = await Rewriting.RunAsync("id,a\np,1\n", With([ById], [Row("land", "FR")], "a"), Csv, RecordFormat.Csv);

        Assert.Equal(new RecordCounts(0, 0, 1, 0, 0), rewriting.Counts);
    }

    [Fact]
    public async Task Many_doubled_quotes_are_undone()
    {
        string quotes = new('"', 4000);
        var rewriting = await Rewriting.RunAsync($"id,a\np,\"{quotes}\"\n", Of("a"), Csv, RecordFormat.Csv);

        Assert.Equal($"\"{quotes}\"\r\n", rewriting.Text);
    }

    [Fact]
    public void A_cell_that_is_masked_comes_to_the_same_whatever_its_length_its_place_and_its_first_sign()
    {
        var program = Of("a", "h:Text:hide", "b");
        foreach (string first in new[] { "x", "=", "+", "-", "@", "\t", "é" })
        {
            for (int length = 0; length < 140; length += length < 70 ? 1 : 17)
            {
                string cell = length == 0 ? "" : first + new string('y', length - 1);
                foreach (int rest in new[] { 0, 1, 40, 100 })
                {
                    byte[] body = Encoding.UTF8.GetBytes($"id,a,h,b\np,{new string('c', rest)},{cell},{new string('d', 100 - rest)}\np,1,{cell},2\n");
                    var expected = NaiveBody.Run(program, body, RecordFormat.Csv, RecordFormat.Csv);
                    Assert.Equal(expected, Outcome.Of(program, RecordFormat.Csv, RecordFormat.Csv, 1 << 20, body));
                    Assert.Equal(RecordFault.None, expected.Fault);
                }
            }
        }
    }
}
