using System.Text;
using ShareGateway.Records.Programs;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Csv;

/// <summary>Binds a body's columns to the leaves of a program, by name: order means nothing.</summary>
internal sealed class CsvHeader
{
    private readonly int[] _columnOfLeaf;

    private CsvHeader(int columns, int[] columnOfLeaf) => (Columns, _columnOfLeaf) = (columns, columnOfLeaf);

    /// <summary>How many cells each row must have.</summary>
    public int Columns { get; }

    /// <summary>The column of a leaf; -1 when the body has none.</summary>
    public int ColumnOf(ProgramNode leaf) => _columnOfLeaf[leaf.LeafIndex];

    /// <summary>Reads the first row.</summary>
    /// <param name="cells">Has parsed it.</param>
    /// <param name="row">Its bytes.</param>
    /// <param name="tree">The program.</param>
    /// <param name="unknown">Receives the columns that the program does not know.</param>
    /// <param name="header">The binding, when there is no fault.</param>
    /// <returns>The broken rule, or none.</returns>
    public static RecordFault Read(CsvRow cells, ReadOnlySpan<byte> row, ProgramTree tree, UnknownNames unknown, out CsvHeader header)
    {
        int[] columnOfLeaf = new int[tree.Leaves.Count];
        columnOfLeaf.AsSpan().Fill(-1);
        header = new CsvHeader(cells.Count, columnOfLeaf);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < cells.Count; i++)
        {
            string name = Encoding.UTF8.GetString(cells.Text(i, row));
            if (!names.Add(name))
            {
                return RecordFault.DuplicateName;
            }

            if (tree.Leaves.FirstOrDefault(leaf => leaf.Path == name) is { } leaf)
            {
                columnOfLeaf[leaf.LeafIndex] = i;
            }
            else
            {
                unknown.Add(tree.Root, cells.Text(i, row));
            }
        }

        bool hasSubjects = tree.Leaves.All(leaf => leaf.Subject is null || columnOfLeaf[leaf.LeafIndex] >= 0);
        return hasSubjects ? RecordFault.None : RecordFault.SubjectMissing;
    }
}
