using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Policy;

namespace ShareGateway.Sharing.Trials;

/// <summary>What passing cases have shown of a policy set.</summary>
/// <param name="Agreements">Every agreement, by id.</param>
/// <param name="Reasons">The reasons for which passing cases were refused, in ordinal order.</param>
public sealed record TrialCoverage(ImmutableArray<AgreementCoverage> Agreements, ImmutableArray<string> Reasons)
{
    /// <summary>Fields that could have been delivered.</summary>
    public int Fields => Agreements.Where(agreement => agreement.CanDeliver).Sum(agreement => agreement.Delivered.Length + agreement.Missing.Length);

    /// <summary>Fields that a passing case has delivered.</summary>
    public int Delivered => Agreements.Sum(agreement => agreement.Delivered.Length);

    /// <summary>Delivered fields in percent, rounded down; 0 when there is no field.</summary>
    public int Percent => Fields == 0 ? 0 : Delivered * 100 / Fields;
}

/// <summary>What passing cases have shown of one agreement.</summary>
/// <param name="AgreementId">The agreement.</param>
/// <param name="File">Its file, relative to the policy folder.</param>
/// <param name="Delivered">Fields of which a passing case has delivered a value, in the agreement's order.</param>
/// <param name="Missing">The others; a field that is dropped is in neither.</param>
/// <param name="RefusedFor">Reasons for which passing cases were refused by this agreement, in ordinal order.</param>
public sealed record AgreementCoverage(
    string AgreementId, string File, ImmutableArray<string> Delivered, ImmutableArray<string> Missing, ImmutableArray<string> RefusedFor)
{
    /// <summary>False when passing cases show that it delivers nothing because the transfer is not covered: its fields are then not counted.</summary>
    public bool CanDeliver => Delivered.Length > 0 || !RefusedFor.Contains(RefusalReasons.Code(RefusalReason.TransferNotCovered), StringComparer.Ordinal);

    /// <summary>As in <c>5 of 6</c>.</summary>
    public string Share => string.Create(CultureInfo.InvariantCulture, $"{Delivered.Length} of {Delivered.Length + Missing.Length}");
}
