namespace ShareGateway.Audit.Entries;

/// <summary>
/// Two stretches of the disclosure that was read last, both found sound. Most disclosures have them byte by byte as the one before, and what
/// stands in the same place in the same bytes is sound too: one comparison instead of thirty steps. Belongs to one thread.
/// </summary>
internal sealed class KnownSections
{
    private byte[] _terms = [];
    private byte[] _fields = [];
    private int _termsLength;
    private int _fieldsLength;

    /// <summary>From the recipient to the hash of the policy set, its closing quote included; empty before the first.</summary>
    public ReadOnlySpan<byte> Terms => _terms.AsSpan(0, _termsLength);

    /// <summary>Where in <see cref="Terms"/> the hash begins; it ends before the last byte.</summary>
    public int HashStart { get; private set; }

    /// <summary>The list of delivered fields; empty before the first.</summary>
    public ReadOnlySpan<byte> Fields => _fields.AsSpan(0, _fieldsLength);

    public void KeepTerms(ReadOnlySpan<byte> terms, int hashStart)
    {
        Keep(terms, ref _terms);
        (_termsLength, HashStart) = (terms.Length, hashStart);
    }

    public void KeepFields(ReadOnlySpan<byte> fields)
    {
        Keep(fields, ref _fields);
        _fieldsLength = fields.Length;
    }

    private static void Keep(ReadOnlySpan<byte> bytes, ref byte[] kept)
    {
        if (kept.Length < bytes.Length)
        {
            kept = new byte[2 * bytes.Length];
        }

        bytes.CopyTo(kept);
    }
}
