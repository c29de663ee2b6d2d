using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>pseudonymise</c>: a keyed stand-in, the same for the same canonical value within the link scope, of no use without the key. As text with its
/// epoch, as a UUID, or as digits for systems that take nothing else; digits of fewer than 63 bits are refused, for two people in ten million would
/// share one all too often.
/// </summary>
internal sealed class Pseudonymise() : TransformDefinition("pseudonymise", DisclosureClass.Pseudonymised, LinkScopes.All, Form, Length)
{
    private static readonly TransformParameter Form = TransformParameter.OneOf("form", "base32", "uuid", "digits").Unless("base32", isImplied: true);
    private static readonly TransformParameter Length = TransformParameter.WholeNumber("length", 19, 30); // 10^19 is 63 bits; above 10^30 some values would be likelier

    private const string UnlessSet = "19";

    /// <inheritdoc/>
    public override KeyUse KeyUse => KeyUse.Pseudonym;

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text, FieldType.Integer];

    private protected override ImmutableArray<string> Ways => ["", "form=uuid linkable=agreement", "form=digits length=20 linkable=recipient"];

    /// <inheritdoc/>
    public override FieldType OutputType(TransformSpec spec, FieldType type) => FieldType.Text;

    /// <inheritdoc/>
    public override bool IsWithin(TransformSpec lower, TransformSpec upper) =>
        LinkScopeOf(lower) < LinkScopeOf(upper) && Form.TextIn(lower) == Form.TextIn(upper) && Length.TextIn(lower) == Length.TextIn(upper);

    private protected override void CheckWhole(TransformSpec spec, FieldType type, ImmutableArray<TransformProblem>.Builder problems)
    {
        base.CheckWhole(spec, type, problems);
        if (Length.IsIn(spec) && Form.TextIn(spec) != "digits")
        {
            problems.Add(new TransformProblem(Length.Name, "`length` is the number of digits", "give it with `form: digits`"));
        }
    }

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field)
    {
        int digits = Form.TextIn(spec) != "digits" ? 0 : int.Parse(Length.IsIn(spec) ? Length.TextIn(spec) : UnlessSet, CultureInfo.InvariantCulture);
        return new Transform(field, (PseudonymKey)field.Key!, Form.TextIn(spec) == "uuid", digits);
    }

    private protected override string InFrench(TransformSpec spec) => $"remplacé par un pseudonyme {LinkScopes.InFrench(LinkScopeOf(spec))}" + Form.TextIn(spec) switch
    {
        "uuid" => ", sous forme d'UUID",
        "digits" => ", en chiffres",
        _ => "",
    };

    private protected override string InEnglish(TransformSpec spec) => $"replaced by a pseudonym {LinkScopes.InEnglish(LinkScopeOf(spec))}" + Form.TextIn(spec) switch
    {
        "uuid" => ", as a UUID",
        "digits" => ", in digits",
        _ => "",
    };

    private sealed class Transform(FieldBinding field, PseudonymKey key, bool isUuid, int digits) : ValueTransform(field.Type)
    {
        private readonly CanonicalForm _form = field.Form;
        private readonly string _digitsFormat = string.Create(CultureInfo.InvariantCulture, $"D{digits}");
        private readonly UInt128 _modulus = PowerOfTen(digits);

        /// <inheritdoc/>
        public override int DeferredBytes => isUuid ? Uuid8.TextLength : digits > 0 ? digits : key.TokenLength;

        /// <inheritdoc/>
        public override bool TryDefer(ReadOnlySpan<byte> value, Span<byte> prepared, out int written) =>
            CanonicalValue.TryWrite(_form, value, prepared, out written);

        /// <inheritdoc/>
        public override void Complete(ValueList prepared, Span<byte> text, ReadOnlySpan<int> places)
        {
            int bytes = DeferredBytes;
            Span<byte> macs = stackalloc byte[PseudonymKey.BatchValues * PseudonymKey.MacBytes];
            for (int first = 0; first < prepared.Count; first += PseudonymKey.BatchValues)
            {
                var part = prepared.Slice(first, Math.Min(PseudonymKey.BatchValues, prepared.Count - first));
                key.WriteMacs(part, macs);
                for (int i = 0; i < part.Count; i++)
                {
                    WriteText(macs.Slice(i * PseudonymKey.MacBytes, PseudonymKey.MacBytes), text.Slice(places[first + i], bytes));
                }
            }
        }

        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            Span<byte> canonical = stackalloc byte[CanonicalValue.MaxBytes];
            if (!TryDefer(value, canonical, out int length))
            {
                return false;
            }

            Span<byte> mac = stackalloc byte[PseudonymKey.MacBytes];
            key.WriteMac(canonical[..length], mac);
            int bytes = DeferredBytes;
            WriteText(mac, output.Reserve(bytes));
            output.Commit(CellKind.Text, bytes);
            return true;
        }

        private void WriteText(ReadOnlySpan<byte> mac, Span<byte> text)
        {
            if (isUuid)
            {
                Uuid8.Write(BinaryPrimitives.ReadUInt128BigEndian(mac), text);
            }
            else if (digits > 0)
            {
                (BinaryPrimitives.ReadUInt128BigEndian(mac) % _modulus).TryFormat(text, out _, _digitsFormat, CultureInfo.InvariantCulture);
            }
            else
            {
                key.WriteToken(mac, text);
            }
        }

        private static UInt128 PowerOfTen(int exponent)
        {
            UInt128 power = 1;
            for (int i = 0; i < exponent; i++)
            {
                power *= 10;
            }

            return power;
        }
    }
}
