namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// What says nothing of the value: null too becomes what every other value becomes, so that not even a value's presence shows. A value that is not of
/// the declared type fails all the same: the contract is broken, and the field's failure mode decides.
/// </summary>
/// <param name="type">The field's type by its contract.</param>
/// <param name="kind">What is delivered.</param>
/// <param name="bytes">Its text; empty for null, true and false.</param>
internal sealed class SilentTransform(FieldType type, CellKind kind, byte[] bytes) : FieldTransform
{
    /// <inheritdoc/>
    public override bool TryApply(in Cell value, CellBuffer output)
    {
        if (!FieldTypes.Fits(type, value))
        {
            return false;
        }

        if (kind is CellKind.Text or CellKind.Number)
        {
            output.Write(kind, bytes);
        }
        else
        {
            output.Write(kind);
        }

        return true;
    }
}
