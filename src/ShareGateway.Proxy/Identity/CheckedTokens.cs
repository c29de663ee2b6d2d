using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace ShareGateway.Proxy.Identity;

/// <summary>
/// Remembers tokens that passed the check, for a short while: a signature costs more than all the rest of a request. Only what passed
/// is kept, never a refusal, and never the token itself: claims, under the SHA-256 of the exact text. Belongs to one scheme. Safe for
/// several threads.
/// </summary>
/// <remarks>
/// A remembered token is taken until it expires, for <see cref="Longest"/> at most, and only while the issuer's keys are the very ones
/// that it was checked with. What the connection must show (<c>cnf</c>) is compared for each request all the same (<see cref="Caller"/>).
/// </remarks>
/// <param name="check">The whole check.</param>
/// <param name="clock">The clock that <paramref name="check"/> goes by.</param>
internal sealed class CheckedTokens(TokenHandler check, TimeProvider clock) : TokenHandler
{
    /// <summary>How long a token is taken without another look at its signature.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Most tokens kept. Each has one place, by its hash, and takes it from whoever is there: nobody can make this grow.</summary>
    public const int Places = 1024;

    private readonly Entry?[] _places = new Entry?[Places];

    /// <inheritdoc/>
    public override SecurityToken ReadToken(string token) => check.ReadToken(token);

    /// <inheritdoc/>
    public override Task<TokenValidationResult> ValidateTokenAsync(SecurityToken token, TokenValidationParameters validationParameters) =>
        check.ValidateTokenAsync(token, validationParameters);

    /// <inheritdoc/>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        ArgumentNullException.ThrowIfNull(validationParameters);
        var hash = SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()));
        var keys = await KeysOf(validationParameters); // before the check: a change in between is noticed at the next request
        var now = clock.GetUtcNow();
        ref var place = ref PlaceOf(_places, hash);
        if (Volatile.Read(ref place) is { } kept && kept.IsOf(hash) && kept.IsCheckedWith(keys) && kept.Holds(now))
        {
            return kept.Result();
        }

        var result = await check.ValidateTokenAsync(token, validationParameters);
        if (result is { IsValid: true, SecurityToken: { } valid })
        {
            Volatile.Write(ref PlaceOf(_places, hash), new Entry(hash, keys, now, valid, result.ClaimsIdentity));
        }

        return result;
    }

    /// <summary>What is remembered of a token, whether it still holds or not. Allocates nothing.</summary>
    /// <param name="token">The exact text.</param>
    public Entry? Find(ReadOnlySpan<char> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token), hash);
        return Volatile.Read(ref PlaceOf(_places, hash)) is { } kept && kept.IsOf(hash) ? kept : null;
    }

    /// <summary>Whose token it was that passed the check a moment ago; null when only the check can tell. Allocates nothing.</summary>
    /// <param name="found">From <see cref="Find"/>.</param>
    /// <param name="configured">Keys of the host's own file; null for none.</param>
    /// <param name="issuer">Where keys are fetched; null for nowhere.</param>
    public RecalledPartner? Recall(Entry? found, IEnumerable<SecurityKey>? configured, BaseConfigurationManager? issuer)
    {
        if (found is null)
        {
            return null;
        }

        var fetching = issuer?.GetBaseConfigurationAsync(CancellationToken.None);
        return fetching is null or { IsCompletedSuccessfully: true } && found.IsCheckedWith(new(configured, fetching?.Result)) && found.Holds(clock.GetUtcNow())
            ? found.Principal
            : null;
    }

    private static ref Entry? PlaceOf(Entry?[] places, ReadOnlySpan<byte> hash) => ref places[BitConverter.ToUInt16(hash) % Places];

    /// <summary>What the token's signature is compared with: a fetch of other keys gives another object, and each configured key is one.</summary>
    private static async ValueTask<Keys> KeysOf(TokenValidationParameters parameters) =>
        new(parameters.IssuerSigningKeys, parameters.ConfigurationManager is { } manager ? await manager.GetBaseConfigurationAsync(CancellationToken.None) : null);

    /// <param name="Configured">Null for none. Another list for each request: JwtBearer copies its parameters, and the keys in them are the same.</param>
    /// <param name="Fetched">Null for none.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Keys(IEnumerable<SecurityKey>? Configured, object? Fetched)
    {
        public bool AreThoseOf(in Keys other) =>
            ReferenceEquals(Fetched, other.Fetched) && (Configured ?? []).SequenceEqual(other.Configured ?? [], ReferenceEqualityComparer.Instance);
    }

    /// <summary>A token that passed.</summary>
    internal sealed class Entry(byte[] hash, Keys keys, DateTimeOffset since, SecurityToken token, ClaimsIdentity identity)
    {
        private readonly ValidFor _token = new(token.ValidFrom, token.ValidTo);
        private readonly ClaimsIdentity _identity = new(identity.Claims, identity.AuthenticationType, identity.NameClaimType, identity.RoleClaimType);

        public RecalledPartner Principal => field ??= new(_identity);

        public bool IsOf(ReadOnlySpan<byte> other) => hash.AsSpan().SequenceEqual(other);

        public bool IsCheckedWith(in Keys now) => keys.AreThoseOf(now);

        /// <summary>Not before it was checked, either: then the clock was put back, and the token may not be valid yet.</summary>
        public bool Holds(DateTimeOffset now) => now >= since && now - since < Longest && now.UtcDateTime < _token.ValidTo;

        public TokenValidationResult Result() => new() { IsValid = true, ClaimsIdentity = _identity, SecurityToken = _token };
    }

    /// <summary>All that is left of a token: when it is valid.</summary>
    private sealed class ValidFor(DateTime from, DateTime to) : SecurityToken
    {
        public override string Id => "";

        public override string Issuer => "";

        public override SecurityKey? SecurityKey => null;

        public override SecurityKey? SigningKey { get; set; }

        public override DateTime ValidFrom => from;

        public override DateTime ValidTo => to;
    }
}
