using System.Security.Cryptography;

namespace ShareGateway.Privacy.Tests.Keys;

/// <summary>What we build on, on this machine: the platform's HMAC-SHA-256, which check values are made with, and its HKDF.</summary>
public sealed class PlatformVectorTests
{
    public static TheoryData<string, string, string, string> Macs =>
        [.. VectorFile.Read<File<MacCase>>("privacy-hmac-sha256-rfc4231.json").Cases.Select(one => (one.Name, one.Key, one.Data, one.Mac))];

    public static TheoryData<string, string, string, string, string> Derivations =>
        [.. VectorFile.Read<File<HkdfCase>>("privacy-hkdf-sha256-rfc5869.json").Cases.Select(one => (one.Name, one.Ikm, one.Salt, one.Info, one.Okm))];

    [Theory]
    [MemberData(nameof(Macs))]
    public void HMAC_gives_what_RFC_4231_says_in_parts_and_again(string name, string key, string data, string mac)
    {
        byte[] bytes = Convert.FromHexString(data);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromHexString(key));
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            hash.AppendData(bytes.AsSpan(0, cut));
            hash.AppendData(bytes.AsSpan(cut));
            Assert.True(mac == Convert.ToHexStringLower(hash.GetHashAndReset()), name);
        }
    }

    [Theory]
    [MemberData(nameof(Derivations))]
    public void HKDF_gives_what_RFC_5869_says(string name, string ikm, string salt, string info, string okm)
    {
        byte[] output = new byte[okm.Length / 2];

        HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromHexString(ikm), output, Convert.FromHexString(salt), Convert.FromHexString(info));

        Assert.True(okm == Convert.ToHexStringLower(output), name);
    }

    private sealed record File<T>(string Source, T[] Cases);

    private sealed record MacCase(string Name, string Key, string Data, string Mac);

    private sealed record HkdfCase(string Name, string Ikm, string Salt, string Info, int Length, string Okm);
}
