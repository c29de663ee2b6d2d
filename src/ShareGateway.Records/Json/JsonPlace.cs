using ShareGateway.Records.Programs;

namespace ShareGateway.Records.Json;

/// <summary>
/// One place of the records of a response, and what was learnt of the objects that stand there. What is learnt makes reading faster and
/// decides nothing.
/// </summary>
/// <param name="node">What the program says of it; null when it does not know it.</param>
internal class JsonPlace(ProgramNode? node)
{
    /// <summary>What the program says of it; null when it does not know it.</summary>
    public ProgramNode? Node { get; } = node;

    /// <summary>True when all texts that stand here leave as they came, if the answer is JSON too.</summary>
    public bool CopiesText { get; } = node is { CopiesText: true };

    /// <summary>True when this or something below is a subject id that must be there.</summary>
    public bool IsRequired { get; } = node is { IsRequired: true };

    /// <summary>The members of objects here, when the program expects objects.</summary>
    public MemberShape? Known { get; set; }

    /// <summary>The members of objects here, or in arrays here, of which nothing is expected.</summary>
    public MemberShape? Ignored { get; set; }

    /// <summary>The elements of an array that the program expects here.</summary>
    public JsonPlace? Element { get; set; }
}
