namespace ShareGateway.Records.Programs;

/// <summary>What a program expects at one place of a record.</summary>
internal enum NodeShape
{
    /// <summary>Not settled yet; never seen outside the building of a tree.</summary>
    None = 0,

    /// <summary>A single value.</summary>
    Leaf = 1,

    /// <summary>Members by name.</summary>
    Object = 2,

    /// <summary>Elements, all of one shape.</summary>
    Array = 3,
}
