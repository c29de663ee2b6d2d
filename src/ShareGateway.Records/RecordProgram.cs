using System.Collections.Immutable;
using ShareGateway.Records.Json;
using ShareGateway.Records.Programs;

namespace ShareGateway.Records;

/// <summary>
/// What may leave of each record under one agreement, compiled: fields, subject ids and row rules in one tree of names. A name that is not
/// in it never leaves. Shared by all responses: nothing of it that decides ever changes.
/// </summary>
public sealed class RecordProgram
{
    private RecordProgram(ImmutableArray<FieldRule> fields, ImmutableArray<SubjectField> subjects, ImmutableArray<RowRule> rows)
    {
        (Fields, Subjects, Rows) = (fields, subjects, rows);
        Lead = fields.Any(field => field.Transform.AsksSubject) ? LeadAmong(subjects) : null;
        Tree = ProgramTree.Build(fields, subjects, rows);
        JsonText.WriteKeys(Tree.Root);
    }

    /// <summary>The named fields, in the order given; also the order of CSV columns.</summary>
    public ImmutableArray<FieldRule> Fields { get; }

    /// <summary>Where ids of people stand; at least one.</summary>
    public ImmutableArray<SubjectField> Subjects { get; }

    /// <summary>Which records are kept; all must hold.</summary>
    public ImmutableArray<RowRule> Rows { get; }

    /// <summary>Whose record it is, for transforms that ask: <see cref="LeadAmong"/>. Null when no transform asks.</summary>
    internal SubjectField? Lead { get; }

    internal ProgramTree Tree { get; }

    /// <summary>What earlier responses learnt of the upstream's records; decides nothing.</summary>
    internal JsonReaders Readers { get; } = new();

    /// <summary>The subject that a record is counted to where one person must stand for it: the first required one, of an array the first element.</summary>
    /// <param name="subjects">At least one.</param>
    public static SubjectField LeadAmong(ImmutableArray<SubjectField> subjects) => subjects.FirstOrDefault(subject => subject.Required) ?? subjects[0];

    /// <summary>Compiles a program.</summary>
    /// <param name="fields">What leaves; may be empty, then each delivered record is an empty object.</param>
    /// <param name="subjects">At least one: without it nobody could tell whose records these are (I4).</param>
    /// <param name="rows">May be empty.</param>
    /// <exception cref="ArgumentException">
    /// No subject; a path given twice in one list; one path as a leaf and as a container (<c>a</c> and <c>a.b</c>, <c>a</c> and <c>a[]</c>);
    /// a row rule through an array.
    /// </exception>
    public static RecordProgram Build(ImmutableArray<FieldRule> fields, ImmutableArray<SubjectField> subjects, ImmutableArray<RowRule> rows)
    {
        if (fields.IsDefault || rows.IsDefault || subjects.IsDefaultOrEmpty)
        {
            throw new ArgumentException("expected at least one subject field, and lists that are set", nameof(subjects));
        }

        return new RecordProgram(fields, subjects, rows);
    }
}
