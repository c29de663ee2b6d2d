namespace ShareGateway.Demo.Upstream;

/// <summary>What the retailer's internal API serves.</summary>
public enum RetailerDataset
{
    /// <summary>People as the shops know them; one record per person.</summary>
    Customers = 1,

    /// <summary>Purchases with their baskets; two per person.</summary>
    Purchases = 2,

    /// <summary>Visits to the web shop; three per person.</summary>
    Visits = 3,
}
