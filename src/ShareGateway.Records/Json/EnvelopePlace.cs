namespace ShareGateway.Records.Json;

/// <summary>Where a walk through an envelope has come to.</summary>
internal enum EnvelopePlace
{
    /// <summary>Somewhere around the records.</summary>
    Around = 0,

    /// <summary>The array of records has just been opened.</summary>
    AtRecords = 1,

    /// <summary>The document is complete.</summary>
    AtEnd = 2,
}
