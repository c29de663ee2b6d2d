using ShareGateway.Privacy.Keys;

namespace ShareGateway.Sharing;

/// <summary>The keys that an answer is made with. Whoever derives from it owns the secrets.</summary>
public abstract class SharingKeys
{
    /// <summary>Another number whenever a key of the same name has become another one: what was built with keys before is out of date.</summary>
    public virtual int Generation => 0;

    /// <summary>The key that stands for this controller's people in the consent store.</summary>
    public abstract SubjectReferenceKey ConsentKey(string controller);

    /// <summary>The epoch that a controller's stand-ins are made in now; 1 or more.</summary>
    public virtual int EpochOf(string controller) => 1;

    /// <summary>Announces an answer for a recipient, so that none of its keys is zeroed on the way; dispose the result when the answer has ended.</summary>
    /// <exception cref="InvalidOperationException">The recipient's secret is destroyed.</exception>
    public virtual IDisposable? Enter(string recipient) => null;

    /// <summary>A key that lives as long as these keys: for the link scopes agreement and recipient.</summary>
    public abstract FieldKey LastingKey(KeyUse use, string controller, string recipient, string linkScope, string fieldClass, int epoch);

    /// <summary>A key for one response, or for one look; the caller disposes it.</summary>
    public abstract FieldKey DeriveKey(KeyUse use, string controller, string recipient, string linkScope, string fieldClass, int epoch);
}
