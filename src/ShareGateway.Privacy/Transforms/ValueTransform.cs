namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// What most transforms share: null stays null, and a value that is not of the declared type fails before the transform sees it.
/// </summary>
internal abstract class ValueTransform(FieldType type) : FieldTransform
{
    /// <inheritdoc/>
    public sealed override bool TryApply(in Cell value, CellBuffer output)
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

        return TryApplyTo(value.Bytes, output);
    }

    /// <summary>Transforms text or a number of the declared type. False leaves the output without anything delivered.</summary>
    private protected abstract bool TryApplyTo(ReadOnlySpan<byte> value, CellBuffer output);
}
