using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShareGateway.Audit.Entries;

/// <summary>Lists of fields in their stored form: most entries under one agreement say the same, field by field.</summary>
public static class DisclosedFields
{
    private static readonly ConditionalWeakTable<DisclosedField[], byte[]> Prepared = [];

    /// <summary>Makes the stored form of a list once for all entries that will hold this very list. It is forgotten when the list is.</summary>
    /// <param name="fields">The list. An equal one at another place is another list.</param>
    /// <returns>The same list.</returns>
    /// <exception cref="ArgumentException">A text is out of its bounds.</exception>
    public static ImmutableArray<DisclosedField> Prepare(ImmutableArray<DisclosedField> fields)
    {
        if (ImmutableCollectionsMarshal.AsArray(fields) is { Length: > 0 } array)
        {
            Prepared.AddOrUpdate(array, Encode(fields));
        }

        return fields;
    }

    /// <summary>The stored form, if it was made before.</summary>
    internal static bool TryGet(ImmutableArray<DisclosedField> fields, [NotNullWhen(true)] out byte[]? json)
    {
        json = null;
        return ImmutableCollectionsMarshal.AsArray(fields) is { Length: > 0 } array && Prepared.TryGetValue(array, out json);
    }

    /// <summary>Writes each field as an item of a list that is open.</summary>
    internal static void Write(EntryWriter writer, ImmutableArray<DisclosedField> fields)
    {
        foreach (var field in fields)
        {
            writer.StartItem();
            writer.Text("name", field.Name);
            writer.Text("transform", field.Transform);
            writer.Text("class", field.Category);
            writer.EndObject();
        }
    }

    private static byte[] Encode(ImmutableArray<DisclosedField> fields)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new EntryWriter(output))
        {
            writer.StartItems();
            Write(writer, fields);
            writer.EndList();
            writer.Finish();
        }

        return output.WrittenSpan.ToArray();
    }
}
