using System.Text;
using ShareGateway.Keys.Storage;
using ShareGateway.Policy;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Sharing;

namespace ShareGateway.Proxy.Reidentifications;

/// <summary>Finds out whom stand-ins stand for: tokens are read back, all others are made of each candidate and compared.</summary>
internal sealed class StandInSearch(ProgramBinder binder)
{
    /// <summary>The plan and field that a list names; null when the policies have none such, or what stands there leads nobody back.</summary>
    public static (SharePlan Plan, PlannedField Field)? Find(PolicySet set, ReidentificationForm list)
    {
        if (set.Plans.FirstOrDefault(plan => plan.AgreementId == list.Agreement) is not { } plan
            || plan.Fields.FirstOrDefault(field => field.Path.ToString() == list.Field) is not { } field)
        {
            return null;
        }

        var reversible = TransformCatalogue.Find(field.Transform.Name)?.KeyUse is KeyUse.Pseudonym or KeyUse.Token or KeyUse.Ff1;
        return reversible ? (plan, field) : null;
    }

    /// <summary>Makes the stand-in of each candidate; tells those that were asked for, and the only one of a notice.</summary>
    /// <exception cref="KeyUnavailableException">The keys of that epoch are destroyed, or never were.</exception>
    public ReidentificationResult Resolve(SharePlan plan, PlannedField field, ReidentificationForm list)
    {
        var wanted = (list.Values ?? []).ToHashSet(StringComparer.Ordinal);
        var found = new List<FoundPerson>();
        var transform = binder.TransformOf(plan, field, list.Disclosure ?? "", list.Epoch ?? 1, out var key);
        using (key)
        {
            ReadTokens(key, wanted, found);
            var output = new CellBuffer();
            foreach (var candidate in list.Candidates ?? [])
            {
                output.Clear();
                var kind = field.Type == FieldType.Text ? CellKind.Text : CellKind.Number;
                if (transform.TryApply(new Cell(kind, Encoding.UTF8.GetBytes(candidate)), output) && Encoding.UTF8.GetString(output.Bytes) is var made && (list.IsNotice || wanted.Remove(made)))
                {
                    found.Add(new(made, candidate));
                }
            }
        }

        return new(found, [.. wanted.Order(StringComparer.Ordinal)]);
    }

    private static void ReadTokens(FieldKey key, HashSet<string> wanted, List<FoundPerson> found)
    {
        if (key is not TokenKey tokens)
        {
            return;
        }

        Span<byte> canonical = stackalloc byte[CanonicalValue.MaxBytes];
        foreach (var token in wanted.ToArray())
        {
            if (tokens.TryRead(Encoding.UTF8.GetBytes(token), canonical, out var length))
            {
                found.Add(new(token, Encoding.UTF8.GetString(canonical[..length])));
                wanted.Remove(token);
            }
        }

        canonical.Clear();
    }
}
