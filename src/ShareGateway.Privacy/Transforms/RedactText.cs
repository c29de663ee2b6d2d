using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using ShareGateway.Privacy.Detectors;
using ShareGateway.Privacy.Identifiers;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// <c>redactText</c>: free text in which identifiers that can be told by their form are replaced. Names, places and what people tell of themselves
/// stay: a guardrail must name it for the kind of data. Text above 64 KiB, or with more than 256 finds, fails.
/// </summary>
internal sealed class RedactText() : TransformDefinition("redactText", DisclosureClass.Generalised, Find, With, NationalOf)
{
    private const int MaxBytes = 64 << 10;

    private static readonly TransformParameter Find = TransformParameter.Among(
        "find", $"some of {string.Join(", ", Detector.All.Select(detector => $"`{detector.Name}`"))}, parted by commas", value => NamesIn(value).All(name => IndexOf(name) >= 0));

    private static readonly TransformParameter With = TransformParameter.OneOf("with", "typeName", "mask").Unless("typeName");

    private static readonly TransformParameter NationalOf = MaskPhone.NationalOf.Unless("FR");

    /// <inheritdoc/>
    public override ImmutableArray<FieldType> Types => [FieldType.Text];

    /// <inheritdoc/>
    public override bool MayKeepValue => true;

    /// <inheritdoc/>
    public override bool NeedsOptIn => true;

    private protected override ImmutableArray<string> Ways => ["", "find=email,phone with=mask", "nationalOf=BE"];

    /// <inheritdoc/>
    public override bool NeedsReason(TransformSpec spec) => true;

    private protected override FieldTransform Build(TransformSpec spec, FieldBinding field)
    {
        var detectors = Find.IsIn(spec) ? NamesIn(Find.TextIn(spec)).Select(IndexOf) : Enumerable.Range(0, Detector.All.Length);
        return new Transform(new Finder([.. detectors], PhoneRegion.Of(NationalOf.TextIn(spec))), With.TextIn(spec) == "mask");
    }

    private protected override string InFrench(TransformSpec spec) => $"texte libre, les identifiants reconnus à leur forme remplacés ({Kinds(spec)}) ; noms et lieux restent";

    private protected override string InEnglish(TransformSpec spec) => $"free text in which identifiers known by their form are replaced ({Kinds(spec)}); names and places stay";

    private static string Kinds(TransformSpec spec) => string.Join(", ", Find.IsIn(spec) ? NamesIn(Find.TextIn(spec)) : Detector.All.Select(detector => detector.Name));

    private static string[] NamesIn(string list) => list.Split(',', StringSplitOptions.TrimEntries);

    private static int IndexOf(string name) => Detector.All.ToList().FindIndex(detector => detector.Name == name);

    private sealed class Transform(Finder finder, bool masks) : ValueTransform(FieldType.Text)
    {
        private static readonly ImmutableArray<byte[]> Labels = [.. Detector.All.Select(detector => Encoding.ASCII.GetBytes($"[{detector.Name}]"))];

        private static readonly int LongestLabel = Labels.Max(label => label.Length);

        private protected override bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output)
        {
            if (value.Length > MaxBytes)
            {
                return false;
            }

            char[] rented = ArrayPool<char>.Shared.Rent(value.Length + 1);
            Utf8.ToUtf16(value, rented, out _, out int length);
            bool done = TryWrite(rented.AsSpan(0, length), value.Length, output);
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
            return done;
        }

        private bool TryWrite(ReadOnlySpan<char> text, int bytes, CellBuffer output)
        {
            Span<Hit> hits = stackalloc Hit[Finder.MaxHits];
            if (!finder.TryFind(text, hits, out int count))
            {
                return false;
            }

            var writer = new MaskRuns(output.Reserve(bytes + (count * LongestLabel)));
            int at = 0;
            foreach (var hit in hits[..count])
            {
                writer.Write(text[at..hit.Start]);
                writer.Write(masks ? MaskRuns.Hidden : Labels[hit.Detector]);
                at = hit.End;
            }

            writer.Write(text[at..]);
            output.Commit(CellKind.Text, writer.Written);
            return true;
        }
    }
}
