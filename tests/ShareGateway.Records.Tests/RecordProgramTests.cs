using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

public sealed class RecordProgramTests
{
    [Fact]
    public void Without_a_subject_there_is_no_program_I4()
    {
        Assert.Throws<ArgumentException>(() => RecordProgram.Build([Field("a")], [], []));
        Assert.Throws<ArgumentException>(() => RecordProgram.Build(default, [ById], []));
        Assert.Throws<ArgumentException>(() => RecordProgram.Build([], default, []));
        Assert.Throws<ArgumentException>(() => RecordProgram.Build([], [ById], default));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "a.b")]
    [InlineData("a.b", "a")]
    [InlineData("a", "a[]")]
    [InlineData("a[]", "a[].b")]
    [InlineData("a[]", "a[][]")]
    [InlineData("a.b", "a[].b")]
    public void Paths_that_contradict_each_other_are_refused(string one, string other) => Assert.Throws<ArgumentException>(() => Of(one, other));

    [Fact]
    public void Subjects_and_row_rules_stand_once_and_row_rules_outside_arrays()
    {
        Assert.Throws<ArgumentException>(() => With([ById, ById], []));
        Assert.Throws<ArgumentException>(() => With([ById], [Row("r", "1"), Row("r", "2")]));
        Assert.Throws<ArgumentException>(() => With([ById], [Row("r[]", "1")]));
        Assert.Throws<ArgumentException>(() => With([Subject("id.x")], [], "id"));
    }

    [Fact]
    public void One_path_may_be_field_subject_and_row_rule()
    {
        var program = With([ById], [Row("id", "x")], "id");

        Assert.Single(program.Tree.Leaves);
        Assert.Single(program.Fields);
        Assert.Single(program.Subjects);
        Assert.Single(program.Rows);
    }
}
