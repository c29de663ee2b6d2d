using ShareGateway.Privacy.Keys;

namespace ShareGateway.Sharing;

/// <summary>The keys that an answer is made with. Whoever derives from it owns the secrets.</summary>
public abstract class SharingKeys
{
    /// <summary>The key that stands for this controller's people in the consent store.</summary>
    public abstract SubjectReferenceKey ConsentKey(string controller);

    /// <summary>A key that lives as long as these keys: for the link scopes agreement and recipient.</summary>
    public abstract FieldKey LastingKey(KeyUse use, string controller, string recipient, string linkScope, string fieldClass);

    /// <summary>A key for one response; the caller disposes it.</summary>
    public abstract FieldKey DeriveKey(KeyUse use, string controller, string recipient, string linkScope, string fieldClass);
}
