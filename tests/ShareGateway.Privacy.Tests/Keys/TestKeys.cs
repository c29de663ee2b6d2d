using System.Text;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

/// <summary>Fixed keys, told apart by a number.</summary>
internal static class TestKeys
{
    public static KeyRoot Root(int number = 1, int epoch = 1) => KeyRoot.FromBytes(epoch, Bytes(number));

    public static RecipientSecret Secret(int number = 101) => RecipientSecret.FromBytes(Bytes(number));

    public static PseudonymKey Key(int root = 1, int secret = 101, string linkScope = "agreement:one", string fieldClass = "customer")
    {
        using var keyRoot = Root(root);
        using var recipient = Secret(secret);
        return PseudonymKey.Derive(keyRoot, recipient, linkScope, fieldClass);
    }

    public static FieldKey Of(KeyUse use, int root = 1, int secret = 101, string linkScope = "agreement:one", string fieldClass = "customer")
    {
        using var keyRoot = Root(root);
        using var recipient = Secret(secret);
        return FieldKey.Derive(use, keyRoot, recipient, linkScope, fieldClass);
    }

    public static string Pseudonym(PseudonymKey key, string canonical)
    {
        byte[] token = new byte[key.TokenLength];
        key.Write(Encoding.UTF8.GetBytes(canonical), token);
        return Encoding.ASCII.GetString(token);
    }

    public static string Token(TokenKey key, string canonical)
    {
        byte[] token = new byte[key.MaxTokenLength];
        return Encoding.ASCII.GetString(token, 0, key.Write(Encoding.UTF8.GetBytes(canonical), token));
    }

    private static byte[] Bytes(int number) => [.. Enumerable.Range(number, 32).Select(value => (byte)value)];
}
