namespace ShareGateway.Demo.Upstream;

/// <summary>In which way a record's subject id is not as the contract says. Each kind but the first befalls 2 records in 1,000.</summary>
public enum OddKind
{
    /// <summary>The id is as it should be; 986 in 1,000.</summary>
    None = 0,

    /// <summary>The record has no id; an empty cell in CSV.</summary>
    Missing = 1,

    /// <summary>The id is null; an empty cell in CSV.</summary>
    Null = 2,

    /// <summary>The id is the empty string.</summary>
    Empty = 3,

    /// <summary>The id is a number where text is due (without its letter), or text where a number is due.</summary>
    OtherType = 4,

    /// <summary>The id is text with spaces around it.</summary>
    Spaced = 5,

    /// <summary>The id is an object with the id in it; its JSON text in CSV.</summary>
    Wrapped = 6,

    /// <summary>The record is about the person before its own, who therefore turns up once more.</summary>
    Repeated = 7,
}
