namespace ShareGateway.Policy;

/// <summary>How a value that must leave is described. The zero value describes none.</summary>
public enum PolicyTestValueKind
{
    /// <summary>No value fits.</summary>
    None = 0,

    /// <summary>This text, number, <c>true</c> or <c>false</c>.</summary>
    Written = 1,

    /// <summary>This text, and no number that reads the same.</summary>
    Quoted = 2,

    /// <summary>Nothing: JSON's null, an empty cell of CSV.</summary>
    Null = 3,

    /// <summary>Some pseudonym.</summary>
    Pseudonym = 4,

    /// <summary>The field does not leave.</summary>
    Absent = 5,
}
