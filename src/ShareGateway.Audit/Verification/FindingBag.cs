using System.Collections.Immutable;

namespace ShareGateway.Audit.Verification;

/// <summary>Collects findings in bounded memory.</summary>
internal sealed class FindingBag
{
    private const int MaxKept = 1000;
    private readonly List<AuditFinding> _kept = [];

    public long Count { get; private set; }

    public ImmutableArray<AuditFinding> Kept => [.. _kept];

    public void Add(string file, long offsetBytes, string text)
    {
        Count++;
        if (_kept.Count < MaxKept)
        {
            _kept.Add(new AuditFinding(file, offsetBytes, text));
        }
    }
}
