using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ShareGateway.Policy.Loading.Yaml;

/// <summary>
/// Reads the plain part of YAML: maps, lists and text. Whatever makes a file say something else than it shows (anchors, aliases, tags, merge
/// keys, a key given twice, a second document) is a finding.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 32; // policies need 8; the bound keeps a hostile file from exhausting the stack

    private readonly FileFindings _findings;
    private readonly Parser _parser;

    private YamlReader(string text, FileFindings findings) =>
        (_parser, _findings) = (new Parser(new StringReader(text)), findings);

    /// <summary>The file's one value; null when it cannot be read, and then there is a finding.</summary>
    public static YamlValue? Read(string text, FileFindings findings)
    {
        try
        {
            return new YamlReader(text, findings).ReadDocument();
        }
        catch (YamlException exception)
        {
            var tab = TabIn(text);
            string? advice = tab is null ? Advice(exception) : "indent with spaces, not with a tab";
            findings.Add(FindingCodes.NotYaml, tab ?? At(exception.Start), "not readable as YAML: " + Lower(exception.Message), advice);
            return null;
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16 throws this, without a place, for a plain text that breaks off between braces or brackets.
            findings.Add(FindingCodes.NotYaml, Mark.Start, "not readable as YAML: something that was opened is not closed", "look for a missing `}`, `]` or quote");
            return null;
        }
    }

    private YamlValue? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            _findings.Add(FindingCodes.NotYaml, Mark.Start, "the file is empty", "begin with `kind:`");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var value = ReadValue(1);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _findings.Add(FindingCodes.RefusedYaml, At(second.Start), "a second document begins here", "write one policy to a file");
            return null; // what stands in the first would be judged as if it were all
        }

        return value;
    }

    private YamlValue ReadValue(int depth)
    {
        if (_parser.Accept<NodeEvent>(out var node))
        {
            RefuseSecrets(node, depth);
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return Text(scalar);
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            _findings.Add(FindingCodes.RefusedYaml, At(alias.Start), $"alias `*{alias.Value}` is not allowed", "write the value itself");
            return new YamlText(At(alias.Start), "", IsPlain: true);
        }

        return _parser.TryConsume<SequenceStart>(out var list) ? ReadList(list, depth) : ReadMap(depth);
    }

    private YamlList ReadList(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadValue(depth + 1));
        }

        return new YamlList(At(start.Start), items.ToImmutable());
    }

    private YamlMap ReadMap(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var keys = new Dictionary<string, Mark>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadValue(depth + 1);
            var value = ReadValue(depth + 1);
            if (TakesKey(key, keys, out var text))
            {
                entries.Add(new YamlEntry(text, value));
            }
        }

        return new YamlMap(At(start.Start), entries.ToImmutable());
    }

    private bool TakesKey(YamlValue key, Dictionary<string, Mark> keys, out YamlText text)
    {
        text = key as YamlText ?? new YamlText(key.At, "", IsPlain: true);
        if (key is not YamlText)
        {
            _findings.Add(FindingCodes.RefusedYaml, key.At, $"{key.Shape} is not allowed as a key", "write text");
            return false;
        }

        if (text is { Text: "<<", IsPlain: true })
        {
            _findings.Add(FindingCodes.RefusedYaml, key.At, "merge key `<<` is not allowed", "write the keys themselves");
            return false;
        }

        if (keys.TryAdd(text.Text, key.At))
        {
            return true;
        }

        _findings.Add(FindingCodes.TwiceInMap, key.At, $"key `{text.Text}` stands twice", $"it stands in line {keys[text.Text].Line} already");
        return false;
    }

    private void RefuseSecrets(NodeEvent node, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new YamlException(node.Start, node.End, $"more than {MaxDepth} levels deep");
        }

        if (!node.Anchor.IsEmpty)
        {
            _findings.Add(FindingCodes.RefusedYaml, At(node.Start), $"anchor `&{node.Anchor.Value}` is not allowed", "leave it out");
        }

        if (!node.Tag.IsEmpty)
        {
            _findings.Add(FindingCodes.RefusedYaml, At(node.Start), $"tag `{node.Tag}` is not allowed", "leave it out");
        }
    }

    private static YamlText Text(Scalar scalar) => new(At(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);

    private static Mark At(YamlDotNet.Core.Mark mark) => new(Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));

    private static string Lower(string message) =>
        message.Length == 0 ? message : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.', ' ');

    // The parser tells of a tab in the indentation at some other place, or as something else.
    private static Mark? TabIn(string text)
    {
        int line = 1;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            int indentation = row.IndexOfAnyExcept(' ');
            if (indentation >= 0 && row[indentation] == '\t')
            {
                return new Mark(line, indentation + 1);
            }

            line++;
        }

        return null;
    }

    // By far the commonest slip: a title with a colon.
    private static string? Advice(YamlException exception) =>
        exception.Message.Contains("invalid mapping", StringComparison.OrdinalIgnoreCase)
            ? "put text that holds a colon between double quotes"
            : null;
}
