using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ShareGateway.Audit.Merkle;

/// <summary>
/// SHA-256 of short inputs. The framework asks OpenSSL for a new digest context at each call, which costs several times the hashing of a
/// hundred bytes; the library's own block functions work in a context on our stack. Where they are missing, the framework does the work.
/// </summary>
internal static class Sha256
{
    private const int ContextWords = 16; // SHA256_CTX has 112 bytes
    private const int LongestNative = 1 << 14; // calls without a GC transition must be short: about 10 µs
    private static readonly bool HasNative = Probe();

    /// <summary>SHA-256(first ‖ second).</summary>
    /// <param name="first">Any bytes; may be empty.</param>
    /// <param name="second">Any bytes; may be empty.</param>
    /// <param name="hash">32 bytes; may lie over an input.</param>
    public static void Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> hash)
    {
        if (HasNative && first.Length + second.Length <= LongestNative && hash.Length >= SHA256.HashSizeInBytes)
        {
            HashNative(first, second, hash);
            return;
        }

        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(first);
        digest.AppendData(second);
        digest.GetHashAndReset(hash);
    }

    private static void HashNative(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> hash)
    {
        Span<ulong> words = stackalloc ulong[ContextWords];
        ref byte context = ref MemoryMarshal.GetReference(MemoryMarshal.AsBytes(words));
        int done = Native.Init(ref context)
            & Native.Update(ref context, in MemoryMarshal.GetReference(first), (nuint)first.Length)
            & Native.Update(ref context, in MemoryMarshal.GetReference(second), (nuint)second.Length)
            & Native.Final(ref MemoryMarshal.GetReference(hash), ref context);
        if (done != 1)
        {
            throw new CryptographicException("the SHA-256 functions of OpenSSL failed"); // each gives 1 for success
        }
    }

    /// <summary>Believes the library only after it has hashed a known text as the framework does.</summary>
    private static bool Probe()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad(Native.Library, out _))
        {
            return false;
        }

        try
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            HashNative("share"u8, "gateway"u8, hash);
            return hash.SequenceEqual(SHA256.HashData("sharegateway"u8));
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    private static class Native
    {
        public const string Library = "libcrypto.so.3";

        [DllImport(Library, EntryPoint = "SHA256_Init"), SuppressGCTransition]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Init(ref byte context);

        [DllImport(Library, EntryPoint = "SHA256_Update"), SuppressGCTransition]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Update(ref byte context, in byte data, nuint length);

        [DllImport(Library, EntryPoint = "SHA256_Final"), SuppressGCTransition]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Final(ref byte hash, ref byte context);
    }
}
