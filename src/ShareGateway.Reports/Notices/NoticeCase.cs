using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShareGateway.Reports.Notices;

/// <summary>
/// One case of article 19 and how far each recipient has been told; a small file beside the register. It holds no id and no key of the person: the
/// officer's reference leads to them.
/// </summary>
/// <param name="Reference">The officer's reference: <c>[A-Za-z0-9][A-Za-z0-9.-]*</c>, 64 characters at most.</param>
/// <param name="Recipients">What was marked, by recipient.</param>
public sealed record NoticeCase(string Reference, ImmutableSortedDictionary<string, NoticeMark> Recipients)
{
    private const string Folder = "cases";
    private const int LongestReference = 64;

    /// <summary>True for a reference that can name a file.</summary>
    public static bool IsReference(string text) =>
        text.Length is > 0 and <= LongestReference && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');

    /// <summary>Reads a case; a new one when there is none yet.</summary>
    /// <param name="register">The register's folder.</param>
    /// <param name="reference">The reference.</param>
    /// <exception cref="ArgumentException">The reference has another form.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static NoticeCase Read(string register, string reference)
    {
        if (!IsReference(reference))
        {
            throw new ArgumentException("expected a reference of letters, digits, `.` and `-`", nameof(reference));
        }

        string file = PathOf(register, reference);
        try
        {
            return File.Exists(file)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(file), NoticeJson.Default.NoticeCase) ?? throw new InvalidDataException($"`{file}`: expected a case")
                : new NoticeCase(reference, ImmutableSortedDictionary.Create<string, NoticeMark>(StringComparer.Ordinal));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"`{file}`: expected a case", e);
        }
    }

    /// <summary>Writes the case in one step.</summary>
    /// <param name="register">The register's folder.</param>
    public void Write(string register)
    {
        string file = PathOf(register, Reference);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using (var stream = new FileStream(file + ".tmp", FileMode.Create, FileAccess.Write))
        {
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(this, NoticeJson.Default.NoticeCase));
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".tmp", file, overwrite: true);
    }

    /// <summary>What was marked for a recipient; still to be told when nothing was.</summary>
    public NoticeMark Of(string recipient) => Recipients.GetValueOrDefault(recipient, new NoticeMark(NoticeState.ToNotify, null, ""));

    private static string PathOf(string register, string reference) => Path.Combine(register, Folder, reference + ".json");
}

/// <summary>A mark.</summary>
/// <param name="State">How far.</param>
/// <param name="On">The day; null when there was none.</param>
/// <param name="Note">The officer's words, such as why it was impossible.</param>
public sealed record NoticeMark(NoticeState State, DateOnly? On, string Note);

[JsonSerializable(typeof(NoticeCase))]
[JsonSourceGenerationOptions(
    WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class NoticeJson : JsonSerializerContext;
