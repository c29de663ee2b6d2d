using System.Xml;

namespace ShareGateway.Cli.Audit;

/// <summary>Lengths of time between two runs, as ISO 8601 writes them.</summary>
internal static class TimeLength
{
    /// <summary>Reads a length from a second to a day, such as <c>PT1H</c>.</summary>
    public static bool TryParse(string text, out TimeSpan length)
    {
        length = TimeSpan.Zero;
        try
        {
            length = XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            return false;
        }

        return length >= TimeSpan.FromSeconds(1) && length <= TimeSpan.FromDays(1);
    }
}
