using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// What happens to one field's value. Built once per agreement, shared by all its responses, safe for several threads, keeps no
/// state between cells and allocates nothing per value.
/// </summary>
public abstract class FieldTransform
{
    /// <summary>
    /// True when the value is delivered as it came: the rewriter may then copy its bytes and need not call
    /// <c>TryApply</c>.
    /// </summary>
    public virtual bool Reveals => false;

    /// <summary>True when the field is left out altogether.</summary>
    public virtual bool Drops => false;

    /// <summary>
    /// True when <see cref="MapAscii"/> can do for an ASCII text what <see cref="TryApply(in Cell, CellBuffer)"/> does: the rewriter may then
    /// write straight into the answer. Only for transforms of <see cref="FieldType.Text"/>.
    /// </summary>
    public virtual bool MapsAscii => false;

    /// <summary>
    /// Transforms one text into as many bytes as it has. Only when <see cref="MapsAscii"/>; gives the bytes that <see
    /// cref="TryApply(in Cell, CellBuffer)"/> would.
    /// </summary>
    /// <param name="ascii">ASCII without line ends.</param>
    /// <param name="destination">Exactly as long; receives bytes of the text, and others that are graphic and none of <c>"</c>, <c>\</c> and the comma.</param>
    public virtual void MapAscii(ReadOnlySpan<byte> ascii, Span<byte> destination) => throw new NotSupportedException();

    /// <summary>The greatest length of a text that <see cref="MapShortAscii"/> takes.</summary>
    public const int ShortBytes = 64;

    /// <summary>The same as <see cref="MapAscii"/> for a text that stands at the head of other bytes, so that no step need depend on its length.</summary>
    /// <param name="head"><see cref="ShortBytes"/> bytes: the text, and what follows it.</param>
    /// <param name="length">Of the text, at most all.</param>
    /// <param name="destination">As many bytes; behind the text's they are of no meaning, and none of the head's.</param>
    public virtual void MapShortAscii(ReadOnlySpan<byte> head, int length, Span<byte> destination) => MapAscii(head[..length], destination[..length]);

    /// <summary>
    /// Above 0 when values may be prepared one by one and transformed together later, at less cost: how many bytes each result has. Results are
    /// text of ASCII letters, digits, <c>_</c> and <c>-</c> that starts with a letter or digit. 0 for most, and for those that ask whose record it is.
    /// </summary>
    public virtual int DeferredBytes => 0;

    /// <summary>Prepares a value to be transformed later. Only when <see cref="DeferredBytes"/> is above 0.</summary>
    /// <param name="value">Text, or a number's exact text, of the declared type.</param>
    /// <param name="prepared">At least <see cref="CanonicalValue.MaxBytes"/> bytes.</param>
    /// <param name="written">How many were written, above 0.</param>
    /// <returns>False when <see cref="TryApply(in Cell, CellBuffer)"/> would be.</returns>
    public virtual bool TryDefer(ReadOnlySpan<byte> value, Span<byte> prepared, out int written) => throw new NotSupportedException();

    /// <summary>Transforms values that were prepared; gives the bytes that <see cref="TryApply(in Cell, CellBuffer)"/> would.</summary>
    /// <param name="prepared">What <see cref="TryDefer"/> wrote.</param>
    /// <param name="text">Receives <see cref="DeferredBytes"/> bytes for each value.</param>
    /// <param name="places">Where in <paramref name="text"/>, value by value.</param>
    public virtual void Complete(ValueList prepared, Span<byte> text, ReadOnlySpan<int> places) => throw new NotSupportedException();

    /// <summary>True when the work needs to know whose record it is: the rewriter then finds the person first.</summary>
    public virtual bool AsksSubject => false;

    /// <summary>Transforms one leaf value of a person's record.</summary>
    /// <param name="value">As for the other.</param>
    /// <param name="subject">The canonical id of the record's person; empty when nobody could be told. Looked at only when <see cref="AsksSubject"/>.</param>
    /// <param name="output">As for the other.</param>
    /// <returns>As the other; false when the person is asked for and unknown.</returns>
    public virtual bool TryApply(in Cell value, ReadOnlySpan<byte> subject, CellBuffer output) => TryApply(value, output);

    /// <summary>Transforms one leaf value. A transform that asks for the person fails here on everything but null.</summary>
    /// <param name="value">Never <see cref="CellKind.None"/>. Null is passed too: most transforms keep it.</param>
    /// <param name="output">Cleared by the caller; receives what is delivered.</param>
    /// <returns>
    /// False when the transform cannot do its work on this value; <paramref name="output"/> then holds nothing, and the caller
    /// follows the field's declared failure mode, never the original value (I5).
    /// </returns>
    public abstract bool TryApply(in Cell value, CellBuffer output);
}
