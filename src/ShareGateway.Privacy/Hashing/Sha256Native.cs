using System.Runtime.InteropServices;

namespace ShareGateway.Privacy.Hashing;

/// <summary>
/// <c>SHA256_Transform</c> of OpenSSL 3, which uses the processor's SHA instructions; .NET has no way to them on x64. A deprecated function, so
/// nothing relies on it: where the library or the function is missing, or gives another result than the managed code, it is not used.
/// </summary>
internal static unsafe class Sha256Native
{
    private const int ContextWords = 28; // SHA256_CTX: h[8], Nl, Nh, data[16], num, md_len
    private const uint Untouched = 0xA5A5A5A5;

    private static readonly delegate* unmanaged[SuppressGCTransition]<uint*, byte*, void> Transform =
        (delegate* unmanaged[SuppressGCTransition]<uint*, byte*, void>)Find(); // a call takes some 40 ns: it delays no collection

    private static readonly bool Agrees = Transform != null && AgreesWithManaged();

    /// <summary>True where <see cref="Compress"/> may be called; settled once.</summary>
    public static bool IsAvailable => Agrees;

    /// <summary>Like <see cref="Sha256Compression.Compress"/>.</summary>
    public static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        fixed (uint* to = state[..Sha256Constants.StateWords])
        fixed (byte* from = block[..Sha256Constants.BlockBytes])
        {
            Transform(to, from);
        }
    }

    private static nint Find() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libcrypto.so.3", out nint library)
        && NativeLibrary.TryGetExport(library, "SHA256_Transform", out nint function)
            ? function
            : 0;

    /// <summary>On a whole context, so that a library that touches more than the state is found out instead of believed.</summary>
    private static bool AgreesWithManaged()
    {
        Span<byte> block = stackalloc byte[Sha256Constants.BlockBytes];
        for (int i = 0; i < block.Length; i++)
        {
            block[i] = (byte)(i * 37);
        }

        Span<uint> native = stackalloc uint[ContextWords];
        native.Fill(Untouched);
        Span<uint> managed = stackalloc uint[Sha256Constants.StateWords];
        Sha256Constants.InitialState.CopyTo(native);
        Sha256Constants.InitialState.CopyTo(managed);
        Compress(native, block);
        Sha256Compression.CompressManaged(managed, block);
        return native.StartsWith(managed) && !native[Sha256Constants.StateWords..].ContainsAnyExcept(Untouched);
    }
}
