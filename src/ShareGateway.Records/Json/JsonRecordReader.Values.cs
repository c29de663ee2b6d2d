using System.Runtime.CompilerServices;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records.Programs;

namespace ShareGateway.Records.Json;

/// <content>The values: delivered, or stepped over and checked.</content>
internal sealed partial class JsonRecordReader
{
    /// <param name="json">The text.</param>
    /// <param name="at">Where the value starts.</param>
    /// <param name="start">Where its member starts when that is written as the answer would be; else <see cref="JsonScan.Stop"/>.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="depth">How many containers are open around it.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadValue(ReadOnlySpan<byte> json, int at, int start, JsonPlace place, int depth)
    {
        if (place.Node is not { } node)
        {
            return Skip(json, at, place, depth);
        }

        switch (node.Shape)
        {
            case NodeShape.Leaf:
                return ReadLeaf(json, at, start, place, depth);
            case NodeShape.Object when JsonScan.IsAt(json, at, '{'):
                return ReadObject(json, at + 1, Known(place), depth + 1);
            case NodeShape.Array when JsonScan.IsAt(json, at, '['):
                return ReadArray(json, at + 1, place, depth + 1);
            default:
                return JsonScan.IsAt(json, at, 'n') ? Literal(json, at, "null"u8) : Misfit(json, at, place, depth);
        }
    }

    private int Misfit(ReadOnlySpan<byte> json, int at, JsonPlace place, int depth)
    {
        _run?.Flush(json);
        _pass.Misfit(place.Node!);
        return Skip(json, at, place, depth);
    }

    private int ReadLeaf(ReadOnlySpan<byte> json, int at, int start, JsonPlace place, int depth)
    {
        if ((uint)at >= (uint)json.Length)
        {
            return Stop(at);
        }

        switch (json[at])
        {
            case (byte)'"':
                return ReadText(json, at, start, place);
            case (byte)'t':
                return ReadWord(json, at, start, place.Node!, CellKind.True, "true"u8);
            case (byte)'f':
                return ReadWord(json, at, start, place.Node!, CellKind.False, "false"u8);
            case (byte)'n':
                return ReadWord(json, at, start, place.Node!, CellKind.Null, "null"u8);
            case (byte)'{' or (byte)'[':
                return Misfit(json, at, place, depth);
            default:
                return ReadNumber(json, at, start, place.Node!);
        }
    }

    private int ReadText(ReadOnlySpan<byte> json, int at, int start, JsonPlace place)
    {
        var node = place.Node!;
        int end = JsonScan.String(json, at + 1, out bool isEscaped);
        if (end < 0)
        {
            return Stop(at);
        }

        var text = json[(at + 1)..(end - 1)];
        if (isEscaped)
        {
            if (!_scratch.TryUnescape(text, out text))
            {
                return Stop(at, RecordFault.NotUnicode);
            }
        }
        else if (_run is not null && (node.CopiesText || node.CopiesDate(text)))
        {
            _run.Add(json, start, at, end, node);
            return end;
        }

        Leaf(json, node, CellKind.Text, text);
        return end;
    }

    private int ReadNumber(ReadOnlySpan<byte> json, int at, int start, ProgramNode node)
    {
        int end = JsonScan.Number(json, at, out bool isInteger);
        if (end < 0)
        {
            return Stop(at);
        }

        if (_run is not null && node.CopiesNumber(isInteger))
        {
            _run.Add(json, start, at, end, node);
        }
        else
        {
            Leaf(json, node, CellKind.Number, json[at..end]);
        }

        return end;
    }

    private int ReadWord(ReadOnlySpan<byte> json, int at, int start, ProgramNode node, CellKind kind, ReadOnlySpan<byte> word)
    {
        int end = Literal(json, at, word);
        if (end < 0)
        {
            return end;
        }

        if (_run is not null && node.CopiesWord(kind))
        {
            _run.Add(json, start, at, end, node);
        }
        else
        {
            Leaf(json, node, kind, []);
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Leaf(ReadOnlySpan<byte> json, ProgramNode node, CellKind kind, ReadOnlySpan<byte> bytes)
    {
        if (node.Delivers)
        {
            _run?.Flush(json);
        }

        _pass.Leaf(node, kind, bytes);
    }

    /// <summary>Checks a value that nothing is delivered of.</summary>
    private int Skip(ReadOnlySpan<byte> json, int at, JsonPlace place, int depth)
    {
        if ((uint)at >= (uint)json.Length)
        {
            return Stop(at);
        }

        switch (json[at])
        {
            case (byte)'"':
                return Checked(JsonScan.String(json, at + 1, out _), at);
            case (byte)'t':
                return Literal(json, at, "true"u8);
            case (byte)'f':
                return Literal(json, at, "false"u8);
            case (byte)'n':
                return Literal(json, at, "null"u8);
            case (byte)'{':
                return ReadObject(json, at + 1, Ignored(place), depth + 1);
            case (byte)'[':
                return SkipArray(json, at + 1, place, depth + 1);
            default:
                return Checked(JsonScan.Number(json, at, out _), at);
        }
    }

    private int SkipArray(ReadOnlySpan<byte> json, int at, JsonPlace place, int depth)
    {
        if (depth > _maxDepth)
        {
            return Stop(at);
        }

        at = JsonScan.Space(json, at);
        bool isOpen = !JsonScan.IsAt(json, at, ']');
        while (isOpen)
        {
            at = PassComma(json, Skip(json, at, place, depth), out isOpen);
            if (at < 0)
            {
                return at;
            }
        }

        return at + 1;
    }
}
