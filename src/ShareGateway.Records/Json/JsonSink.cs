using ShareGateway.Privacy.Transforms;
using ShareGateway.Records.Programs;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Json;

/// <summary>Writes records as compact JSON objects: parted by commas in a JSON array, ended by a line feed in NDJSON.</summary>
internal sealed class JsonSink(OutputBuffer output, RecordFormat format) : RecordSink(output)
{
    public override int PartingBytes => format is RecordFormat.Json ? 1 : 0;

    // In its object or array.
    private bool IsFirst => Output.Last is (byte)'{' or (byte)'[';

    public override void Begin()
    {
        base.Begin();
        if (format is RecordFormat.Json && !IsBodyEmpty)
        {
            Output.Write((byte)',');
        }
    }

    public override int Open(ProgramNode node)
    {
        int mark = Output.Length;
        WriteKey(node);
        Output.Write(Opener(node));
        return mark;
    }

    public override void Close(ProgramNode node, int mark)
    {
        // Whatever was written in between ends with a quote, a digit, a letter or a closing bracket.
        bool isEmpty = Output.Last == Opener(node);
        if (isEmpty && !node.KeepsEmpty && node.Path.Length > 0)
        {
            Output.Truncate(mark);
        }
        else
        {
            Output.Write(node.Shape is NodeShape.Array ? (byte)']' : (byte)'}');
        }
    }

    public override void Leaf(ProgramNode node, CellKind kind, ReadOnlySpan<byte> bytes)
    {
        WriteKey(node);
        switch (kind)
        {
            case CellKind.Text: JsonText.Write(Output, bytes); break;
            case CellKind.Number: Output.Write(bytes); break;
            case CellKind.True: Output.Write("true"u8); break;
            case CellKind.False: Output.Write("false"u8); break;
            default: Output.Write("null"u8); break;
        }
    }

    /// <summary>Writes a leaf whose value is written already.</summary>
    public void WriteRaw(ProgramNode node, ReadOnlySpan<byte> value)
    {
        var key = IsFirst ? node.JsonKey.AsSpan(1) : node.JsonKey;
        var room = Output.Take(key.Length + value.Length);
        key.CopyTo(room);
        value.CopyTo(room[key.Length..]);
    }

    /// <summary>Writes a leaf's text as its transform maps it.</summary>
    /// <param name="node">Its transform maps.</param>
    /// <param name="ascii">Without escapes, as <see cref="FieldTransform.MapAscii"/> takes it.</param>
    public void WriteMapped(ProgramNode node, ReadOnlySpan<byte> ascii)
    {
        var key = IsFirst ? node.JsonKey.AsSpan(1) : node.JsonKey;
        var room = Output.Take(key.Length + ascii.Length + 2);
        key.CopyTo(room);
        room[key.Length] = (byte)'"';
        room[^1] = (byte)'"';
        node.Field!.Transform.MapAscii(ascii, room[(key.Length + 1)..^1]);
    }

    /// <summary>Room for what is a part of the record as it stands.</summary>
    public Span<byte> Room(int bytes) => Output.Room(bytes);

    /// <summary>So many bytes of the room are written.</summary>
    public void Advance(int bytes) => Output.Advance(bytes);

    /// <summary>Writes members, or elements, that are written already.</summary>
    public void WriteMembers(ReadOnlySpan<byte> members)
    {
        if (!IsFirst)
        {
            Output.Write((byte)',');
        }

        Output.Write(members);
    }

    /// <summary>Writes a member that is written already, mostly a short one.</summary>
    /// <param name="json">The text that holds it.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends.</param>
    public void WriteMember(ReadOnlySpan<byte> json, int start, int end)
    {
        if (!IsFirst)
        {
            Output.Write((byte)',');
        }

        if (end - start <= OutputBuffer.HeadBytes && start <= json.Length - OutputBuffer.HeadBytes)
        {
            Output.WriteHead(json.Slice(start, OutputBuffer.HeadBytes), end - start);
        }
        else
        {
            Output.Write(json[start..end]);
        }
    }

    /// <summary>Writes a member whose text its transform maps, mostly a short one.</summary>
    /// <param name="json">The text that holds it.</param>
    /// <param name="start">Where it starts, written as the answer would be.</param>
    /// <param name="value">Where its text does, at the quote.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="node">Its transform maps.</param>
    public void WriteMappedMember(ReadOnlySpan<byte> json, int start, int value, int end, ProgramNode node)
    {
        int length = end - value - 2;
        if (value >= start + OutputBuffer.HeadBytes || length > FieldTransform.ShortBytes || value + 1 > json.Length - FieldTransform.ShortBytes)
        {
            WriteMapped(node, json[(value + 1)..(end - 1)]);
            return;
        }

        if (!IsFirst)
        {
            Output.Write((byte)',');
        }

        int key = value + 1 - start;
        var room = Output.Room(key + FieldTransform.ShortBytes + 1);
        OutputBuffer.CopyHead(json.Slice(start, OutputBuffer.HeadBytes), key, room);
        node.Field!.Transform.MapShortAscii(json.Slice(value + 1, FieldTransform.ShortBytes), length, room[key..]);
        room[key + length] = (byte)'"';
        Output.Advance(end - start);
    }

    public override int Reserve(ProgramNode node, int bytes)
    {
        var key = IsFirst ? node.JsonKey.AsSpan(1) : node.JsonKey;
        var room = Output.Take(key.Length + bytes + 2);
        key.CopyTo(room);
        room[key.Length] = (byte)'"';
        room[^1] = (byte)'"';
        return Output.Length - bytes - 1;
    }

    public override void Complete()
    {
        base.Complete();
        if (format is RecordFormat.Ndjson)
        {
            Output.Write((byte)'\n');
        }
    }

    private static byte Opener(ProgramNode node) => node.Shape is NodeShape.Array ? (byte)'[' : (byte)'{';

    private void WriteKey(ProgramNode node)
    {
        if (node.Path.Length == 0)
        {
            return;
        }

        Output.Write(IsFirst ? node.JsonKey.AsSpan(1) : node.JsonKey);
    }
}
