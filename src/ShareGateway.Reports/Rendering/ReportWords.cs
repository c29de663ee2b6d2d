using System.Globalization;
using System.Xml;
using ShareGateway.Policy;
using ShareGateway.Policy.Sentences;

namespace ShareGateway.Reports.Rendering;

/// <summary>How one language says what reports have in common; its typography included.</summary>
/// <param name="language">The language.</param>
public sealed class ReportWords(Language language)
{
    private const string Article = "eu-gdpr:A";
    private const char NoBreak = '\u00A0';

    /// <summary>The language.</summary>
    public Language Language => language;

    /// <summary>A colon, with the space that the language puts before it.</summary>
    public string Colon => language == Language.French ? "\u00A0:" : ":";

    /// <summary>One of two texts. In French, a plain space before <c>: ; ! ? »</c> and after <c>«</c> becomes one that does not break.</summary>
    public string Say(string english, string french) => language == Language.French ? Spaced(french) : english;

    /// <summary>A term of the vocabulary, as it stands in a table.</summary>
    public Cell Label(string term) => term.Length == 0 ? "" : new Cell(term, Capital(AgreementPhrases.Label(term, language)));

    /// <summary>A legal basis or transfer tool: article and label.</summary>
    public Cell Law(string term)
    {
        string[] parts = term.StartsWith(Article, StringComparison.Ordinal) ? term[Article.Length..].Split('-') : [];
        if (parts.Length < 2)
        {
            return Label(term);
        }

        string article = language == Language.French
            ? $"Art.{NoBreak}{parts[0]}({parts[1]}){(parts.Length > 2 ? parts[2] + ")" : "")} RGPD"
            : $"Art.{NoBreak}{parts[0]}({parts[1]}){(parts.Length > 2 ? $"({parts[2]})" : "")} GDPR";
        return new Cell(term, $"{article.Replace(' ', NoBreak)} – {AgreementPhrases.Label(term, language)}");
    }

    /// <summary>A transform as a disclosure entry writes it.</summary>
    public Cell Form(string transform) => new(transform, Capital(AgreementPhrases.Form(transform, language)));

    /// <summary>A number.</summary>
    public Cell Number(long number) => new(number.ToString(CultureInfo.InvariantCulture), AgreementPhrases.Number(number, language), IsNumber: true);

    /// <summary>A number whose true value may be higher.</summary>
    public Cell AtLeast(long number) => Number(number) with { Shown = "≥" + NoBreak + AgreementPhrases.Number(number, language) };

    /// <summary>A day.</summary>
    public Cell Day(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), AgreementPhrases.Day(day, language), IsTime: true);

    /// <summary>A day as it stands in a table.</summary>
    public Cell ShortDay(DateOnly day) => Day(day) with { Shown = day.ToString(language == Language.French ? "dd/MM/yyyy" : "d\u00A0MMM\u00A0yyyy", CultureInfo.InvariantCulture) };

    /// <summary>A moment as it stands in a table.</summary>
    public Cell ShortMoment(DateTimeOffset moment)
    {
        var cell = Moment(moment);
        string time = moment.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return cell with { Shown = $"{ShortDay(DateOnly.FromDateTime(moment.UtcDateTime)).Shown} {time}" };
    }

    /// <summary>A moment, UTC, to the minute; to the microsecond for programs.</summary>
    public Cell Moment(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        string time = utc.ToString(language == Language.French ? "HH\u00A0'h'\u00A0mm" : "HH:mm", CultureInfo.InvariantCulture);
        string day = AgreementPhrases.Day(DateOnly.FromDateTime(utc), language);
        return new Cell(utc.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), (language == Language.French ? $"{day} à {time}" : $"{day}, {time}") + $"{NoBreak}UTC", IsTime: true);
    }

    /// <summary>A length of time: seconds for programs, the largest sensible unit for people.</summary>
    public Cell Length(TimeSpan time)
    {
        var told = time.TotalDays >= 3 ? TimeSpan.FromDays((int)time.TotalDays) : time.TotalHours >= 1 ? TimeSpan.FromHours((int)time.TotalHours) : TimeSpan.FromSeconds((int)time.TotalSeconds);
        return Number((long)time.TotalSeconds) with { Shown = AgreementPhrases.Length(told, language) };
    }

    /// <summary>A bound that a policy file states as a length of time; as ISO 8601 for programs.</summary>
    public Cell Bound(TimeSpan bound) => new(XmlConvert.ToString(bound), AgreementPhrases.Length(bound, language));

    /// <summary>A bound that a policy file states by the calendar; as ISO 8601 for programs.</summary>
    public Cell Bound(Period bound) => new(bound.Days == 0 ? string.Create(CultureInfo.InvariantCulture, $"P{bound.Months}M") : string.Create(CultureInfo.InvariantCulture, $"P{bound.Months}M{bound.Days}D"), AgreementPhrases.Length(bound, language));

    /// <summary>Several terms of the vocabulary.</summary>
    public Cell Labels(IEnumerable<string> terms) => new(string.Join(' ', terms), string.Join(", ", terms.Select(term => Label(term).Shown)));

    /// <summary>Nothing there, told in words; empty for programs.</summary>
    public Cell Nothing(string english, string french) => new("", Say(english, french));

    /// <summary>Yes or no.</summary>
    public Cell YesNo(bool value) => new(value ? "true" : "false", value ? Say("yes", "oui") : Say("no", "non"));

    /// <summary>A text with a capital letter at its head.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Spaced(string text)
    {
        var chars = text.ToCharArray();
        for (int i = 0; i < chars.Length; i++)
        {
            bool beforeMark = i + 1 < chars.Length && chars[i + 1] is ':' or ';' or '!' or '?' or '»' or '%';
            if (chars[i] == ' ' && i + 1 < chars.Length && (beforeMark || (i > 0 && chars[i - 1] == '«')))
            {
                chars[i] = NoBreak;
            }
        }

        return new string(chars);
    }
}
