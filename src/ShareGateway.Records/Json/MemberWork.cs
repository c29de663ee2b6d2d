namespace ShareGateway.Records.Json;

/// <summary>What is mostly to be done with the values of a member: settled when its name is met first. Values of another kind go the long way.</summary>
internal enum MemberWork
{
    /// <summary>Whatever a look at the value tells.</summary>
    Look = 0,

    /// <summary>Nothing of it is delivered or looked at.</summary>
    Skip = 1,

    /// <summary>Text that leaves as it came.</summary>
    CopyText = 2,

    /// <summary>Text that leaves as long as it came, other bytes in it.</summary>
    MapText = 3,

    /// <summary>Dates and times that leave as they came.</summary>
    CopyTime = 4,

    /// <summary>Numbers that leave as they came.</summary>
    CopyNumber = 5,

    /// <summary>Text that something else than a copy is made of.</summary>
    TakeText = 6,

    /// <summary>Members.</summary>
    Enter = 7,

    /// <summary><c>true</c> or <c>false</c> that leave as they came.</summary>
    CopyBoolean = 8,

    /// <summary>Whole numbers that leave as they came.</summary>
    CopyInteger = 9,
}
