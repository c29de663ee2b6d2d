using System.Security.Cryptography;
using CsCheck;
using ShareGateway.Privacy.Hashing;

namespace ShareGateway.Privacy.Tests.Hashing;

/// <summary>The compression function against the platform's SHA-256, in each of its forms.</summary>
public sealed class Sha256Tests
{
    private static readonly Gen<byte[]> Block = Gen.Byte.Array[Sha256Constants.BlockBytes];
    private static readonly Gen<uint[]> State = Gen.UInt.Array[Sha256Constants.StateWords];

    [Fact]
    public void A_message_of_any_length_cut_anywhere_hashes_as_the_platform_hashes_it()
    {
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[0, 300]).Sample((message, at) =>
        {
            int cut = Math.Min(at, message.Length);
            byte[] digest = new byte[Sha256Constants.DigestBytes];
            Span<uint> state = stackalloc uint[Sha256Constants.StateWords];
            Span<byte> block = stackalloc byte[Sha256Constants.BlockBytes];
            Sha256Constants.InitialState.CopyTo(state);

            var blocks = new Sha256Blocks(state, block, bytesBefore: 0);
            blocks.Append(message.AsSpan(0, cut));
            blocks.Append(message.AsSpan(cut));
            blocks.Finish();
            Sha256Blocks.WriteDigest(state, digest);

            Assert.Equal(SHA256.HashData(message), digest);
            Assert.False(block.ContainsAnyExcept((byte)0), "the block still holds the message");
        });
    }

    [Fact]
    public void Managed_code_gives_what_the_platform_gives()
    {
        Gen.Byte.Array[0, 55].Sample(message =>
        {
            byte[] block = new byte[Sha256Constants.BlockBytes];
            message.CopyTo(block, 0);
            block[message.Length] = 0x80;
            (block[62], block[63]) = ((byte)(message.Length * 8 >> 8), (byte)(message.Length * 8));
            uint[] state = Sha256Constants.InitialState.ToArray();
            byte[] digest = new byte[Sha256Constants.DigestBytes];

            Sha256Compression.CompressManaged(state, block);
            Sha256Blocks.WriteDigest(state, digest);

            Assert.Equal(SHA256.HashData(message), digest);
        });
    }

    [Fact]
    public void Native_code_gives_what_managed_code_gives()
    {
        Assert.SkipUnless(Sha256Native.IsAvailable, "no libcrypto 3 here");

        Gen.Select(State, Block).Sample((state, block) =>
        {
            uint[] managed = [.. state];
            uint[] native = [.. state];

            Sha256Compression.CompressManaged(managed, block);
            Sha256Native.Compress(native, block);

            Assert.Equal(managed, native);
        });
    }
}
