namespace ShareGateway.Reports.Notices;

/// <summary>The right whose exercise recipients must learn of (GDPR, article 19).</summary>
public enum NoticeRight
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Article 16.</summary>
    Rectification = 16,

    /// <summary>Article 17(1).</summary>
    Erasure = 17,

    /// <summary>Article 18.</summary>
    Restriction = 18,
}
