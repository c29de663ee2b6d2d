using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Records;

namespace ShareGateway.Policy.Loading.Yaml;

/// <summary>How the single values of policy files are read.</summary>
internal static partial class Values
{
    public const int MaxLine = 300; // titles and reasons are read by people, in one line of a table

    // Forms of whole texts, also told to editors (Schemas): no anchors here.
    public const string IdForm = "[a-z][a-z0-9-]{0,63}";
    public const string DatasetForm = IdForm + "@[0-9]{1,6}";
    public const string ClientIdForm = "[A-Za-z0-9._:/-]{1,128}";
    public const string EmailForm = @"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+";
    public const string ThumbprintForm = "[0-9a-f]{64}";
    public const string TimeForm = "P([0-9]{1,4}D)?(T([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?";

    /// <summary>Any text; another check judges it.</summary>
    public static Reading<string> AnyText(string text) => text;

    /// <summary>One line of text for people.</summary>
    public static Reading<string> Line(string text) =>
        text.Trim().Length == text.Length && text.Length is > 0 and <= MaxLine && text != "null" && !text.Any(PlainText.Misleads)
            ? text
            : Wrong(text, $"expected one line of 1 to {MaxLine} characters");

    /// <summary>An id: <c>galerie-lumiere</c>.</summary>
    public static Reading<string> Id(string text) =>
        IdPattern().IsMatch(text) ? text : Wrong(text, "expected 1 to 64 of a-z, 0-9 and -, a letter first");

    /// <summary>A dataset with its major version: <c>customers@1</c>.</summary>
    public static Reading<string> Dataset(string text) =>
        DatasetPattern().IsMatch(text) ? text : Wrong(text, "expected a contract's id and major version, such as `customers@1`");

    /// <summary>An OAuth client id.</summary>
    public static Reading<string> ClientId(string text) =>
        ClientIdPattern().IsMatch(text) ? text : Wrong(text, "expected 1 to 128 of letters, digits and . _ : / -");

    /// <summary>An e-mail address of an office.</summary>
    public static Reading<string> Email(string text) =>
        EmailPattern().IsMatch(text) ? text : Wrong(text, "expected an e-mail address");

    /// <summary>A calendar length: <c>P13M</c>.</summary>
    public static Reading<Period> Calendar(string text) =>
        Period.TryParse(text, out var period)
            ? period
            : Wrong(text, "expected a length in years, months, weeks or days (ISO 8601), such as `P13M` or `P30D`");

    /// <summary>An exact length, up to 366 days: <c>PT60S</c>.</summary>
    public static Reading<TimeSpan> Time(string text)
    {
        var time = TimePattern().IsMatch(text) && text[^1] is not ('P' or 'T') ? XmlConvert.ToTimeSpan(text) : TimeSpan.Zero;
        return time > TimeSpan.Zero && time <= TimeSpan.FromDays(366)
            ? time
            : Wrong(text, "expected a length in days, hours, minutes or seconds (ISO 8601), such as `PT60S` or `PT24H`");
    }

    /// <summary>A day: <c>2026-10-01</c>.</summary>
    public static Reading<DateOnly> Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Wrong(text, "expected a date, such as `2026-10-01`");

    /// <summary>A day, or <c>open</c> for the calendar's end.</summary>
    public static Reading<DateOnly> DateOrOpen(string text) =>
        text == "open" || Date(text).IsValue(out _)
            ? text == "open" ? DateOnly.MaxValue : Date(text)
            : Wrong(text, "expected a date, such as `2027-12-27`, or `open` when none is set");

    /// <summary>Whether pseudonyms may be led back.</summary>
    public static Reading<Reidentification> Reidentified(string text) => text switch
    {
        "never" => Reidentification.Never,
        "two-people" => Reidentification.TwoPeople,
        _ => Wrong(text, "expected `never` or `two-people`"),
    };

    /// <summary>The SHA-256 thumbprint of a certificate.</summary>
    public static Reading<string> Thumbprint(string text) =>
        ThumbprintPattern().IsMatch(text) ? text : Wrong(text, "expected a SHA-256 thumbprint: 64 hex digits in lower case, no colons");

    /// <summary><c>true</c> or <c>false</c>, and none of YAML's other spellings.</summary>
    public static Reading<bool> YesNo(string text) =>
        text is "true" or "false" ? text == "true" : Wrong(text, "expected `true` or `false`");

    /// <summary>A field's path: <c>basket[].sku</c>.</summary>
    public static Reading<FieldPath> Path(string text) =>
        FieldPath.TryParse(text, out var path)
            ? path
            : Wrong(text, "expected a field's path, such as `address.postcode` or `basket[].sku`");

    /// <summary>A whole number in a range.</summary>
    public static Func<string, Reading<long>> Number(long from, long to) => text =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= from && number <= to
            ? number
            : Wrong(text, string.Create(CultureInfo.InvariantCulture, $"expected a whole number from {from} to {to}"));

    /// <summary>One of a few words.</summary>
    public static Func<string, Reading<string>> OneOf(params string[] words) => text =>
        words.Contains(text, StringComparer.Ordinal)
            ? text
            : Wrong(text, "expected " + string.Join(" or ", words.Select(word => $"`{word}`")));

    /// <summary>A word, and another that a later version will know.</summary>
    public static Func<string, Reading<string>> Only(string word, string later, string why) => text =>
        text == later ? NotYet(text, $"write `{word}`: {why}") : OneOf(word)(text);

    /// <summary>A term of a kind.</summary>
    public static Func<string, Reading<string>> Term(TermKind kind) => text =>
        Terms.IsKnown(kind, text)
            ? text
            : new Problem(FindingCodes.UnknownTerm, $"unknown {Called(kind)} `{text}`", Nearest.TermHint(text, kind));

    /// <summary>A country or a group of countries whose members are known.</summary>
    public static Reading<string> Area(string text)
    {
        if (Places.Members(text) is not null)
        {
            return text;
        }

        var known = Terms.OfKind(TermKind.PlaceGroup).Concat(Terms.OfKind(TermKind.Place));
        return Terms.IsKnown(TermKind.PlaceGroup, text)
            ? NotYet(text, "the vocabulary names the group and not its countries: write the countries, `loc:EEA30` or `loc:EU27`")
            : new Problem(FindingCodes.UnknownTerm, $"unknown country or group of countries `{text}`", Nearest.Hint(text, known));
    }

    public static Problem Wrong(string text, string hint) => new(FindingCodes.WrongValue, $"wrong value `{text}`", hint);

    private static Problem NotYet(string text, string hint) => new(FindingCodes.NotYetSupported, $"`{text}` is not supported yet", hint);

    private static string Called(TermKind kind) => kind switch
    {
        TermKind.Purpose => "purpose",
        TermKind.LegalBasis => "legal basis",
        TermKind.TransferBasis => "transfer tool",
        TermKind.DataCategory => "data category",
        TermKind.LegalRole => "role",
        TermKind.Place => "country",
        _ => "term",
    };

    [GeneratedRegex(@"\A" + IdForm + @"\z", RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"\A" + DatasetForm + @"\z", RegexOptions.NonBacktracking)]
    private static partial Regex DatasetPattern();

    [GeneratedRegex(@"\A" + ClientIdForm + @"\z", RegexOptions.NonBacktracking)]
    private static partial Regex ClientIdPattern();

    [GeneratedRegex(@"\A" + ThumbprintForm + @"\z", RegexOptions.NonBacktracking)]
    private static partial Regex ThumbprintPattern();

    [GeneratedRegex(@"\A" + EmailForm + @"\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"\A" + TimeForm + @"\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TimePattern();
}
