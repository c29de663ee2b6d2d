namespace ShareGateway.Records;

/// <summary>Says no, before a byte is read, to what cannot be rewritten.</summary>
internal static class RewriteBounds
{
    /// <exception cref="NotSupportedException">The output cannot be made of this source and program.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static void Check(RecordSource source, RecordProgram program, RecordFormat output, RewriteOptions options)
    {
        CheckFormat(source.Format);
        CheckFormat(output);
        CheckOptions(options);
        if (source.Format is not RecordFormat.Json && source.RecordsAt.Length > 0)
        {
            throw new NotSupportedException("`recordsAt` is for JSON only");
        }

        if (source.Format is RecordFormat.Csv && program.Tree.Leaves.Any(leaf => leaf.Path.Contains("[]", StringComparison.Ordinal)))
        {
            throw new NotSupportedException("a path with `[]` cannot come from CSV");
        }

        if (output is RecordFormat.Csv)
        {
            CheckRows(program);
        }
    }

    /// <exception cref="NotSupportedException">The program's records are no CSV rows.</exception>
    public static void CheckRows(RecordProgram program)
    {
        if (program.Tree.Columns.Any(column => column.Path.Contains("[]", StringComparison.Ordinal)))
        {
            throw new NotSupportedException("a field with `[]` cannot be delivered as CSV");
        }

        if (program.Tree.Columns.Count == 0)
        {
            throw new NotSupportedException("CSV needs at least one delivered field");
        }
    }

    private static void CheckFormat(RecordFormat format)
    {
        if (format is not (RecordFormat.Json or RecordFormat.Ndjson or RecordFormat.Csv))
        {
            throw new NotSupportedException("expected JSON, NDJSON or CSV");
        }
    }

    private static void CheckOptions(RewriteOptions options)
    {
        InRange(options.MaxRecordBytes, 1 << 10, 64 << 20, nameof(options.MaxRecordBytes));
        InRange(options.MaxDepth, 1, 256, nameof(options.MaxDepth));
        CheckChunk(options.ChunkBytes);
        InRange(options.HeldBytes, 0, int.MaxValue, nameof(options.HeldBytes));
        InRange(options.ChunkWait.Ticks, 0, TimeSpan.TicksPerHour, nameof(options.ChunkWait));
        InRange(options.SkipRecords, 0, long.MaxValue, nameof(options.SkipRecords));
        InRange(options.MaxDelivered ?? 0, 0, long.MaxValue, nameof(options.MaxDelivered));
    }

    /// <exception cref="ArgumentOutOfRangeException">No chunk may have this length.</exception>
    public static void CheckChunk(int chunkBytes) => InRange(chunkBytes, 1, 16 << 20, nameof(RewriteOptions.ChunkBytes));

    private static void InRange(long value, long least, long most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, $"expected {least} to {most}, got {value}");
        }
    }
}
