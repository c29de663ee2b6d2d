namespace ShareGateway.Privacy.Transforms;

/// <summary>What transforms share that must know whose record it is: null stays null, and anything else fails without a person.</summary>
internal abstract class SubjectTransform(FieldType type) : FieldTransform
{
    /// <inheritdoc/>
    public sealed override bool AsksSubject => true;

    /// <inheritdoc/>
    public sealed override bool TryApply(in Cell value, CellBuffer output) => TryApply(value, [], output);

    /// <inheritdoc/>
    public sealed override bool TryApply(in Cell value, ReadOnlySpan<byte> subject, CellBuffer output)
    {
        if (!FieldTypes.Fits(type, value))
        {
            return false;
        }

        if (value.Kind is CellKind.Null)
        {
            output.Write(CellKind.Null);
            return true;
        }

        return !subject.IsEmpty && TryApplyTo(value.Bytes, subject, output);
    }

    /// <summary>Transforms text or a number of the declared type, of a person who is known. False leaves the output without anything delivered.</summary>
    private protected abstract bool TryApplyTo(ReadOnlySpan<byte> value, ReadOnlySpan<byte> subject, CellBuffer output);
}
