namespace ShareGateway.Records.Csv;

/// <summary>What is mostly to be done with the cells of a column.</summary>
internal enum CellWork
{
    /// <summary>Whatever the program says.</summary>
    Look = 0,

    /// <summary>Text that leaves as it came, if no spreadsheet would run it.</summary>
    CopyText = 1,

    /// <summary>Whole numbers that leave as they came.</summary>
    CopyInteger = 2,

    /// <summary>Numbers that leave as they came.</summary>
    CopyNumber = 3,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    CopyBoolean = 4,

    /// <summary>Dates and times that leave as they came.</summary>
    CopyTime = 5,

    /// <summary>Text that leaves as long as it came, other bytes in it.</summary>
    Map = 6,
}
