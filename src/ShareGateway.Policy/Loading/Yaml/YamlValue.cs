using System.Collections.Immutable;

namespace ShareGateway.Policy.Loading.Yaml;

/// <summary>What stands at one place of a YAML file: text, a list or a map. YAML's own guesses at numbers, dates and booleans are not made.</summary>
internal abstract record YamlValue(Mark At)
{
    /// <summary>What it is, in words that follow "got".</summary>
    public abstract string Shape { get; }
}

/// <summary>A scalar as text.</summary>
/// <param name="At">Its first character.</param>
/// <param name="Text">As written, quotes and escapes undone.</param>
/// <param name="IsPlain">True without quotes.</param>
internal sealed record YamlText(Mark At, string Text, bool IsPlain) : YamlValue(At)
{
    /// <summary>True for a key without value, and for YAML's <c>~</c>.</summary>
    public bool IsNothing => IsPlain && Text is "" or "~";

    public override string Shape => IsNothing ? "nothing" : "text";
}

/// <summary>A list, in the file's order.</summary>
internal sealed record YamlList(Mark At, ImmutableArray<YamlValue> Items) : YamlValue(At)
{
    public override string Shape => "a list";
}

/// <summary>A map, in the file's order; no key stands twice.</summary>
internal sealed record YamlMap(Mark At, ImmutableArray<YamlEntry> Entries) : YamlValue(At)
{
    public override string Shape => "a map";
}

/// <summary>One key of a map and its value.</summary>
internal sealed record YamlEntry(YamlText Key, YamlValue Value);
