namespace ShareGateway.Privacy.Transforms;

/// <summary>What stands in one cell. The zero value is no value at all, and no transform accepts it.</summary>
public enum CellKind : byte
{
    /// <summary>No value; never handed to a transform, and never written out.</summary>
    None = 0,

    /// <summary>JSON <c>null</c>.</summary>
    Null = 1,

    /// <summary>Text as unescaped, valid UTF-8.</summary>
    Text = 2,

    /// <summary>A number as its exact text (RFC 8259, section 6), in ASCII.</summary>
    Number = 3,

    /// <summary>JSON <c>true</c>.</summary>
    True = 4,

    /// <summary>JSON <c>false</c>.</summary>
    False = 5,
}
