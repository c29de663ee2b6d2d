using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Tests;

/// <summary>Short ways to write programs.</summary>
internal static class Programs
{
    public static readonly SubjectField ById = Subject("id");

    /// <summary>Fields as <c>path:Type:transform:Failure</c>, each part optional; the subject is <c>id</c>.</summary>
    public static RecordProgram Of(params string[] fields) => With([ById], [], fields);

    public static RecordProgram With(SubjectField[] subjects, RowRule[] rows, params string[] fields) =>
        RecordProgram.Build([.. fields.Select(Field)], [.. subjects], [.. rows]);

    public static SubjectField Subject(string path, bool required = true, CanonicalForm form = CanonicalForm.Text) =>
        new(FieldPath.Parse(path), form, "customer", required);

    public static RowRule Row(string path, params string[] accepted) => new(FieldPath.Parse(path), [.. accepted]);

    public static FieldRule Field(string text)
    {
        string[] parts = [.. text.Split(':'), "", "", ""];
        string Part(int i, string otherwise) => parts[i].Length > 0 ? parts[i] : otherwise;
        return new FieldRule(
            FieldPath.Parse(parts[0]),
            Enum.Parse<FieldType>(Part(1, "Text")),
            new TestTransform(Part(2, "reveal")),
            Enum.Parse<FailureMode>(Part(3, "Null")));
    }
}
