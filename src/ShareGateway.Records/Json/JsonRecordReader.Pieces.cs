using System.Runtime.CompilerServices;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Json;

/// <content>The answer for a record that is as its template.</content>
internal sealed partial class JsonRecordReader
{
    /// <summary>Puts the answer together, once the values of a stretch are found.</summary>
    /// <returns>Where the last one ends.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Write(ReadOnlySpan<byte> json, JsonTemplate.Stretch stretch, int end)
    {
        var sink = _sink!;
        int most = stretch.LiteralBytes + end - _ends[0];
        var room = sink.Room(most);
        int written = 0;
        foreach (ref readonly var piece in stretch.Pieces)
        {
            piece.WriteLiteral(room[written..]);
            written += piece.LiteralBytes;
            if (piece.Work is PieceWork.Copy)
            {
                int start = _ends[piece.Value] + piece.LeadBytes;
                int length = _ends[piece.Last + 1] - start;
                json.Slice(start, length).CopyTo(room[written..]);
                written += length;
            }
            else if (piece.Work is PieceWork.Map && (_odd >> piece.Value & 1) == 0)
            {
                int start = _ends[piece.Value] + piece.LeadBytes;
                int length = _ends[piece.Value + 1] - start;
                Map(piece.Transform!, json, start, length, room[written..]);
                written += length;
            }
            else
            {
                sink.Advance(written - piece.KeyBytes);
                if (piece.Work is not PieceWork.None && !TryTake(json, stretch.Values[piece.Value], piece.Value))
                {
                    return JsonScan.Stop;
                }

                room = sink.Room(most);
                written = 0;
            }
        }

        sink.Advance(written);
        return end;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Map(FieldTransform transform, ReadOnlySpan<byte> json, int start, int length, Span<byte> room)
    {
        int text = start + 1;
        if (length - 2 <= FieldTransform.ShortBytes && text <= json.Length - FieldTransform.ShortBytes)
        {
            transform.MapShortAscii(json.Slice(text, FieldTransform.ShortBytes), length - 2, room[1..]);
        }
        else
        {
            transform.MapAscii(json.Slice(text, length - 2), room.Slice(1, length - 2));
        }

        room[0] = (byte)'"';
        room[length - 1] = (byte)'"';
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryTake(ReadOnlySpan<byte> json, in TemplateValue value, int index)
    {
        int start = _ends[index] + value.Length;
        var member = value.Member!;
        if ((_odd >> index & 1) == 0)
        {
            _pass.Leaf(member.Node!, CellKind.Text, json[(start + 1)..(_ends[index + 1] - 1)]);
            return true;
        }

        return TakeValue(json, start, 0, JsonScan.Stop, member, value.Depth) >= 0;
    }
}
