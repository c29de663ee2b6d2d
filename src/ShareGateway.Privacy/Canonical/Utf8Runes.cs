using System.Text;

namespace ShareGateway.Privacy.Canonical;

/// <summary>Walks through the scalars of UTF-8 text; ill-formed bytes come as U+FFFD, so callers check the text first.</summary>
internal ref struct Utf8Runes(ReadOnlySpan<byte> utf8)
{
    private ReadOnlySpan<byte> _unread = utf8;

    /// <summary>The scalar that <see cref="MoveNext"/> stands on.</summary>
    public Rune Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly Utf8Runes GetEnumerator() => this;

    /// <summary>Steps to the next scalar; false at the end.</summary>
    public bool MoveNext()
    {
        if (_unread.IsEmpty)
        {
            return false;
        }

        Rune.DecodeFromUtf8(_unread, out var rune, out int length);
        Current = rune;
        _unread = _unread[length..];
        return true;
    }
}
