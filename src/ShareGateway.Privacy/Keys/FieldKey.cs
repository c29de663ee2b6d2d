namespace ShareGateway.Privacy.Keys;

/// <summary>
/// A working key of one field class for one recipient within one link scope, for one use. Derived from the controller's root and the
/// recipient's secret; outlives both. Safe for several threads.
/// </summary>
public abstract class FieldKey : IDisposable
{
    private protected FieldKey(KeyUse use, int epoch, string linkScope, string fieldClass) =>
        (Use, Epoch, LinkScope, FieldClass) = (use, epoch, linkScope, fieldClass);

    /// <summary>What the key is for; never <see cref="KeyUse.None"/>.</summary>
    public KeyUse Use { get; }

    /// <summary>The root's epoch; stands in every stand-in that has a prefix.</summary>
    public int Epoch { get; }

    internal string LinkScope { get; }

    internal string FieldClass { get; }

    /// <summary>Derives the key: HKDF-SHA256 with the root as key, the recipient's secret as salt, and the use in the info.</summary>
    /// <param name="use">What it will be used for.</param>
    /// <param name="root">The controller's root for pseudonyms.</param>
    /// <param name="secret">The recipient's secret.</param>
    /// <param name="linkScope">Within which the same value has the same result: names a response, an agreement or a recipient. Not empty.</param>
    /// <param name="fieldClass">Names the kind of value, so that only values of one kind are comparable. Not empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">The use is none, or unknown.</exception>
    /// <exception cref="ArgumentException">A name is empty or holds a lone surrogate.</exception>
    /// <exception cref="ObjectDisposedException">Root or secret is zeroed.</exception>
    public static FieldKey Derive(KeyUse use, KeyRoot root, RecipientSecret secret, string linkScope, string fieldClass)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentException.ThrowIfNullOrEmpty(linkScope);
        ArgumentException.ThrowIfNullOrEmpty(fieldClass);
        var key = SecretKeyBytes.Derive(root, secret.Bytes, NameOf(use), linkScope, fieldClass, LengthOf(use));
        return use switch
        {
            KeyUse.Pseudonym => new PseudonymKey(key, root.Epoch, linkScope, fieldClass),
            KeyUse.Token => new TokenKey(key, root.Epoch, linkScope, fieldClass),
            KeyUse.Ff1 => new FormatKey(key, root.Epoch, linkScope, fieldClass),
            _ => new DrawKey(key, use, root.Epoch, linkScope, fieldClass),
        };
    }

    /// <summary>Zeroes the key. Not to be called while a value is written.</summary>
    public abstract void Dispose();

    // Part of every derivation: a name may never change.
    private static string NameOf(KeyUse use) => use switch
    {
        KeyUse.Pseudonym => "pseudonym",
        KeyUse.Token => "token",
        KeyUse.Ff1 => "ff1",
        KeyUse.Shift => "shift",
        KeyUse.Noise => "noise",
        KeyUse.Fake => "fake",
        _ => throw new ArgumentOutOfRangeException(nameof(use), use, "expected a use that has keys"),
    };

    private static int LengthOf(KeyUse use) => use is KeyUse.Token ? 2 * KeyDerivation.KeyBytes : KeyDerivation.KeyBytes;
}
