using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ShareGateway.Records.Json;

/// <summary>
/// Finds the array of records in a document, token by token, and checks that there is only one. What stands beside the way is looked at by
/// the tokeniser alone and never kept.
/// </summary>
internal sealed class JsonEnvelope
{
    private readonly Step[] _steps;
    private int _open; // containers on the way that are open: the document is the first
    private int _skipTo = -1; // depth at whose end a value beside the way is over
    private bool _isOnWay = true; // the next value belongs to the way

    public JsonEnvelope(string[] pointer) => _steps = [.. pointer.Select(name => new Step(name))];

    /// <summary>How deep values in the array of records stand.</summary>
    public int RecordDepth => _steps.Length + 1;

    /// <summary>Takes one token outside the array of records.</summary>
    /// <returns>Where that leads, or a fault.</returns>
    /// <exception cref="InvalidOperationException">A name holds half a surrogate pair.</exception>
    public (EnvelopePlace Place, RecordFault Fault) Take(ref Utf8JsonReader reader)
    {
        if (_skipTo >= 0)
        {
            bool isOver = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && reader.CurrentDepth == _skipTo;
            _skipTo = isOver ? -1 : _skipTo;
            return default;
        }

        return reader.TokenType switch
        {
            JsonTokenType.PropertyName => TakeName(ref reader),
            JsonTokenType.EndObject or JsonTokenType.EndArray => Close(),
            _ => TakeValue(ref reader),
        };
    }

    /// <summary>The array of records has been closed.</summary>
    public EnvelopePlace LeaveRecords() => _open == 0 ? EnvelopePlace.AtEnd : EnvelopePlace.Around;

    private (EnvelopePlace Place, RecordFault Fault) TakeName(ref Utf8JsonReader reader)
    {
        var step = _steps[_open - 1];
        _isOnWay = reader.ValueTextEquals(step.Name);
        return _isOnWay && step.IsFound ? (default, RecordFault.DuplicateName) : default;
    }

    private (EnvelopePlace Place, RecordFault Fault) TakeValue(ref Utf8JsonReader reader)
    {
        if (_open > 0 && _steps[_open - 1] is { IsArray: true } array)
        {
            _isOnWay = array.Elements++ == array.Index;
        }

        bool opens = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        if (_isOnWay)
        {
            return Enter(reader.TokenType);
        }

        _skipTo = opens ? reader.CurrentDepth : -1;
        return default;
    }

    private (EnvelopePlace Place, RecordFault Fault) Enter(JsonTokenType token)
    {
        if (_open > 0)
        {
            _steps[_open - 1].IsFound = true;
        }

        _isOnWay = false;
        if (_open == _steps.Length)
        {
            return token is JsonTokenType.StartArray ? (EnvelopePlace.AtRecords, default) : (default, RecordFault.RecordsMissing);
        }

        bool isArray = token is JsonTokenType.StartArray;
        if (isArray ? _steps[_open].Index < 0 : token is not JsonTokenType.StartObject)
        {
            return (default, RecordFault.RecordsMissing);
        }

        _steps[_open++].IsArray = isArray;
        return default;
    }

    private (EnvelopePlace Place, RecordFault Fault) Close()
    {
        if (!_steps[--_open].IsFound)
        {
            return (default, RecordFault.RecordsMissing);
        }

        _isOnWay = false;
        return (_open == 0 ? EnvelopePlace.AtEnd : EnvelopePlace.Around, default);
    }

    /// <summary>One name of the pointer, and the container in which it is looked up.</summary>
    private sealed class Step(string name)
    {
        public byte[] Name { get; } = Encoding.UTF8.GetBytes(name);

        /// <summary>The name as an array index (RFC 6901, section 4: no leading zeros); -1 when it is none.</summary>
        public int Index { get; } =
            int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && (name.Length == 1 || name[0] != '0') ? index : -1;

        public bool IsArray { get; set; }

        public int Elements { get; set; }

        public bool IsFound { get; set; }
    }
}
