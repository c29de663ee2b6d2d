using ShareGateway.Policy.Schemas;

namespace ShareGateway.Cli.Tests.Policies;

public sealed class PolicySchemasTests : IDisposable
{
    private readonly PolicyCopy _policies = new();

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void Schemas_are_written_where_the_files_look_for_them()
    {
        string folder = Path.Combine(_policies.Root, "schemas");
        Directory.Delete(folder, recursive: true);

        var run = CliRun.Of("policy", "schemas", _policies.Root);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.All(PolicySchemas.All, schema => Assert.Equal(schema.Value, File.ReadAllText(Path.Combine(folder, schema.Key))));
        Assert.Equal(0, CliRun.Of("policy", "check", _policies.Root).Code);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_not_made()
    {
        var run = CliRun.Of("policy", "schemas", Path.Combine(_policies.Root, "nowhere"));

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.False(Directory.Exists(Path.Combine(_policies.Root, "nowhere")));
    }
}
