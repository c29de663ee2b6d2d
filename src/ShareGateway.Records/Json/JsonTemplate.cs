using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Json;

/// <summary>
/// A whole record as the records before it were: every byte that stood between two values, and what is written for it. Compiled from what the
/// lanes of its objects learnt, and like them a guess: compared byte by byte, never trusted. Of a record that is as expected neither names nor
/// objects need be looked at one by one: its values are found first, then the answer is put together.
/// </summary>
internal sealed class JsonTemplate(ReadOnlySpan<JsonTemplate.Stretch> stretches)
{
    /// <summary>
    /// A value whose lead begins so far before the end of a text is found without a look behind it: the lead, a quote, a text as long as a word of
    /// marks, or a number of two times sixteen digits.
    /// </summary>
    public const int ReachBytes = 4 * TemplateValue.LeadBytes;

    private readonly Stretch[] _stretches = stretches.ToArray();

    public ReadOnlySpan<Stretch> Stretches => _stretches;

    /// <summary>The response in which it was noted which of its members the program does not know.</summary>
    public int NotedIn { get; set; }

    /// <summary>Values that are found together.</summary>
    internal sealed class Stretch
    {
        /// <summary>So many at most: each has a bit of a word.</summary>
        public const int MostValues = 64;

        // What the last piece may write behind itself: a literal's rest, or a quote and a short text's.
        private const int SlackBytes = TemplatePiece.SlackBytes + FieldTransform.ShortBytes;

        private readonly TemplateValue[] _values;
        private readonly TemplatePiece[] _pieces;

        /// <param name="values">In their order.</param>
        /// <param name="pieces">What is written for them.</param>
        /// <param name="container">What stands behind them, and has to be read to be found; null when they are the last.</param>
        /// <param name="depth">How many containers are open around it.</param>
        public Stretch(ReadOnlySpan<TemplateValue> values, ReadOnlySpan<TemplatePiece> pieces, JsonMember? container, int depth)
        {
            (_values, _pieces, Container, Depth) = (values.ToArray(), pieces.ToArray(), container, depth);
            LiteralBytes = SlackBytes;
            foreach (ref readonly var piece in pieces)
            {
                LiteralBytes += piece.LiteralBytes;
            }
        }

        public ReadOnlySpan<TemplateValue> Values => _values;

        public ReadOnlySpan<TemplatePiece> Pieces => _pieces;

        /// <summary>What stands behind the values, and has to be read to be found; null when they are the last.</summary>
        public JsonMember? Container { get; }

        /// <summary>How many containers are open around it.</summary>
        public int Depth { get; }

        /// <summary>Room that the pieces need beside the values' own bytes.</summary>
        public int LiteralBytes { get; }
    }
}
