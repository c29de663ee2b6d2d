namespace ShareGateway.Privacy.Keys;

/// <summary>Is told which pseudonym of one epoch stands for the same value as which one of the epoch before. Safe for several threads.</summary>
public interface IPseudonymPairs
{
    /// <summary>Takes in one pair; cheap, and never throws for want of room.</summary>
    /// <param name="earlier">The 128 bits of the earlier pseudonym, big-endian.</param>
    /// <param name="later">Those of the one that was just written.</param>
    public void Note(UInt128 earlier, UInt128 later);
}
