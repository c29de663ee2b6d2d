namespace ShareGateway.Cli;

/// <summary>What every command ends with.</summary>
internal static class ExitCodes
{
    public const int Good = 0;
    public const int Findings = 1;
    public const int WrongUse = 2;
}
