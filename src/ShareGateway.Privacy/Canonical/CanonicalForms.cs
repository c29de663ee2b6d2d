namespace ShareGateway.Privacy.Canonical;

/// <summary>The names of canonical forms, as contracts write them.</summary>
public static class CanonicalForms
{
    private static readonly (string Name, CanonicalForm Form)[] Known =
    [
        ("text", CanonicalForm.Text), ("digits", CanonicalForm.Digits), ("email", CanonicalForm.Email), ("phone", CanonicalForm.Phone), ("iban", CanonicalForm.Iban),
        ("card", CanonicalForm.Card), ("nir", CanonicalForm.Nir), ("ip", CanonicalForm.Ip),
    ];

    /// <summary>All names, the most general first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>The form of this name, case kept; <see cref="CanonicalForm.None"/> when there is none.</summary>
    public static CanonicalForm Find(string name) => Known.FirstOrDefault(known => known.Name == name).Form;

    /// <summary>The name of a form.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public static string NameOf(CanonicalForm form) => Known.First(known => known.Form == form).Name;
}
