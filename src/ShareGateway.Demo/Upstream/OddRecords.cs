namespace ShareGateway.Demo.Upstream;

/// <summary>Tells which of the upstream's records are odd, and whom each is about.</summary>
public static class OddRecords
{
    private const int PerThousand = 2;
    private const int Kinds = 7;

    /// <summary>In which way a record is odd.</summary>
    /// <param name="dataset">The records' dataset.</param>
    /// <param name="record">The record's place in the dataset, from 0.</param>
    public static OddKind Of(RetailerDataset dataset, int record)
    {
        int roll = new Draw(DrawUse.Oddity, (record * 4L) + (int)dataset).Next(1_000);
        var kind = roll < Kinds * PerThousand ? (OddKind)(1 + (roll / PerThousand)) : OddKind.None;
        return kind == OddKind.Repeated && Owner(dataset, record) == 0 ? OddKind.None : kind;
    }

    /// <summary>The index of the person a record is about, readable or not.</summary>
    /// <param name="dataset">The records' dataset.</param>
    /// <param name="record">The record's place in the dataset, from 0.</param>
    public static int PersonOf(RetailerDataset dataset, int record) =>
        Owner(dataset, record) - (Of(dataset, record) == OddKind.Repeated ? 1 : 0);

    private static int Owner(RetailerDataset dataset, int record) => record / RetailerUpstream.RecordsPerPerson(dataset);
}
