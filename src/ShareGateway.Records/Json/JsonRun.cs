using System.Runtime.CompilerServices;
using ShareGateway.Records.Programs;

namespace ShareGateway.Records.Json;

/// <summary>
/// Neighbouring members that leave as they came: remembered while they follow each other, written in one piece. Must be flushed before
/// anything else is written.
/// </summary>
internal sealed class JsonRun(JsonSink sink)
{
    private int _start;
    private int _end; // 0 for none: a record starts with a bracket

    /// <summary>Forgets what an abandoned record left.</summary>
    public void Clear() => _end = 0;

    /// <summary>Adds a value, with its name or without.</summary>
    /// <param name="json">The record.</param>
    /// <param name="start">Where its member starts when that is written as the answer would be; negative when only the value may be copied.</param>
    /// <param name="value">Where the value starts.</param>
    /// <param name="end">Behind the value.</param>
    /// <param name="node">A leaf that is delivered.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> json, int start, int value, int end, ProgramNode node)
    {
        if (start == _end + 1 && _end > 0 && json[_end] == ',')
        {
            _end = end;
        }
        else
        {
            Begin(json, start, value, end, node);
        }
    }

    /// <summary>Writes what is remembered.</summary>
    public void Flush(ReadOnlySpan<byte> json)
    {
        if (_end > 0)
        {
            sink.WriteMembers(json[_start.._end]);
            _end = 0;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Begin(ReadOnlySpan<byte> json, int start, int value, int end, ProgramNode node)
    {
        Flush(json);
        if (start >= 0)
        {
            (_start, _end) = (start, end);
        }
        else
        {
            sink.WriteRaw(node, json[value..end]);
        }
    }
}
