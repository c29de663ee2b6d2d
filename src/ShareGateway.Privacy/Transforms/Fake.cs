using System.Collections.Immutable;
using System.Text;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>fake</c>: an invented value out of a frozen table, the same for the same canonical value within the link scope. Several people share one:
/// it makes data look real and is no pseudonym.
/// </summary>
internal sealed class Fake() : TransformDefinition("fake", DisclosureClass.Pseudonymised, Kind, Language, LinkScopes.All)
{
    private static readonly TransformParameter Kind = TransformParameter.OneOf("kind", "firstName", "lastName", "fullName", "city", "email");
    private static readonly TransformParameter Language = TransformParameter.OneOf("language", "fr", "en").Unless("fr");

    /// <inheritdoc/>
    public override KeyUse KeyUse => KeyUse.Fake;

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    // By chance the invented name may be the real one.
    /// <inheritdoc/>
    public override bool MayKeepValue => true;

    private protected override ImmutableArray<string> Ways =>
        ["kind=firstName", "kind=lastName language=en", "kind=fullName linkable=agreement", "kind=city", "kind=email language=en linkable=recipient"];

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) =>
        LinkScopeOf(lower) < LinkScopeOf(upper) && Kind.TextIn(lower) == Kind.TextIn(upper) && Language.TextIn(lower) == Language.TextIn(upper);

    private protected override void CheckWhole(TransformSpec spec, FieldType type, ImmutableArray<TransformProblem>.Builder problems)
    {
        base.CheckWhole(spec, type, problems);
        if (!Kind.IsIn(spec))
        {
            problems.Add(new TransformProblem(null, "`fake` needs `kind`", $"expected {Kind.Expects}"));
        }
    }

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field)
    {
        string language = Language.TextIn(spec);
        var first = FakeTable.Of($"first-names-{language}");
        var last = FakeTable.Of($"last-names-{language}");
        var key = (DrawKey)field.Key!;
        return Kind.TextIn(spec) switch
        {
            "firstName" => new Transform(field.Form, key, "", first),
            "lastName" => new Transform(field.Form, key, "", last),
            "city" => new Transform(field.Form, key, "", FakeTable.Of($"cities-{language}")),
            "fullName" => new Transform(field.Form, key, " ", first, last),
            _ => new Transform(field.Form, key, ".", FakeTable.Plain(first), FakeTable.Plain(last)) { End = "@mail.example"u8.ToArray() },
        };
    }

    private protected override string InFrench(TransformSpec spec) =>
        $"remplacé par {(Kind.TextIn(spec) switch { "firstName" => "un prénom inventé", "lastName" => "un nom de famille inventé", "fullName" => "un nom inventé", "city" => "une ville tirée d'une liste", _ => "une adresse inventée" })}, "
        + LinkScopes.InFrench(LinkScopeOf(spec));

    private protected override string InEnglish(TransformSpec spec) =>
        $"replaced by {(Kind.TextIn(spec) switch { "firstName" => "an invented first name", "lastName" => "an invented last name", "fullName" => "an invented name", "city" => "a town from a list", _ => "an invented address" })} "
        + LinkScopes.InEnglish(LinkScopeOf(spec));

    private sealed class Transform(CanonicalForm form, DrawKey key, string joint, params byte[][][] tables) : ValueTransform(FieldType.Text)
    {
        private readonly byte[] _joint = Encoding.ASCII.GetBytes(joint);
        private readonly int _longest = tables.Sum(table => table.Max(entry => entry.Length)) + joint.Length;

        public byte[] End { get; init; } = [];

        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            Span<byte> canonical = stackalloc byte[CanonicalValue.MaxBytes];
            if (!CanonicalValue.TryWrite(form, value, canonical, out int length))
            {
                return false;
            }

            // 64 bits for each table: against tables of hundreds, no entry is measurably likelier.
            var draw = key.Draw(canonical[..length]);
            var writer = new MaskRuns(output.Reserve(_longest + End.Length));
            foreach (byte[][] table in tables)
            {
                writer.Write(writer.Written > 0 ? _joint : []);
                writer.Write(table[(int)((ulong)(draw >> 64) % (uint)table.Length)]);
                draw <<= 64;
            }

            writer.Write(End);
            output.Commit(CellKind.Text, writer.Written);
            return true;
        }
    }
}
