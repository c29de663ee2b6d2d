namespace ShareGateway.Policy;

/// <summary>
/// The codes of <see cref="Finding"/>. A code keeps its meaning for ever; <c>policies/README.md</c> explains each in the words of those
/// who read it.
/// </summary>
internal static class FindingCodes
{
    public const string Unreadable = "SGP001";
    public const string NotYaml = "SGP002";
    public const string RefusedYaml = "SGP003";
    public const string TwiceInMap = "SGP004";
    public const string WrongPlace = "SGP005";
    public const string WrongKind = "SGP006";
    public const string NotYetSupported = "SGP007";
    public const string NoGuardrail = "SGP008";
    public const string TooMuch = "SGP009";
    public const string UnknownKey = "SGP010";
    public const string MissingKey = "SGP011";
    public const string WrongShape = "SGP012";
    public const string WrongValue = "SGP013";
    public const string IdIsNotFileName = "SGP014";
    public const string TwinId = "SGP015";
    public const string TwinClient = "SGP016";
    public const string TwinCertificate = "SGP017";
    public const string UnknownTerm = "SGP020";
    public const string UnknownRecipient = "SGP021";
    public const string UnknownDataset = "SGP022";
    public const string UnknownField = "SGP023";
    public const string NotALeaf = "SGP024";
    public const string UnknownTransform = "SGP025";
    public const string WrongTransform = "SGP026";
    public const string NoSubject = "SGP030";
    public const string WrongServer = "SGP031";
    public const string DatasetNotInUse = "SGP032";
    public const string LooserLimit = "SGP040";
    public const string ForbiddenPurpose = "SGP041";
    public const string BasisNotAccepted = "SGP042";
    public const string ActionNotAllowed = "SGP043";
    public const string ConsentNeeded = "SGP050";
    public const string NoReason = "SGP051";
    public const string WrongRowRule = "SGP052";
    public const string Overlap = "SGP053";
    public const string WrongValidity = "SGP054";
    public const string VainTest = "SGP060";
}
