using System.Collections.Immutable;

namespace ShareGateway.Policy.Drafting;

/// <summary>One thing that a new policy file must say.</summary>
/// <param name="Key">The key of the file, such as <c>legalName</c>.</param>
/// <param name="Text">What is asked, in plain words.</param>
public sealed record Question(string Key, string Text)
{
    private readonly Func<string, string?> _judge = _ => null;

    internal Question(string key, string text, Func<string, string?> judge)
        : this(key, text) => _judge = judge;

    /// <summary>What an empty answer means; null when an answer must be given.</summary>
    public string? Default { get; init; }

    /// <summary>Answers to offer; empty when there are none or too many. Others are judged too.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>What is wrong with an answer, in one line; null when it is taken.</summary>
    public string? ComplaintOn(string answer) =>
        Choices.IsEmpty || Choices.Contains(answer, StringComparer.Ordinal) ? _judge(answer) : $"expected one of `{string.Join("`, `", Choices)}`";
}

/// <summary>Puts a question and comes back with an answer that the question does not complain about.</summary>
public delegate string Ask(Question question);

/// <summary>A new file.</summary>
/// <param name="File">Relative to the policy folder, with forward slashes.</param>
/// <param name="Text">Its whole text.</param>
public sealed record DraftedFile(string File, string Text);
