using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Consent;
using ShareGateway.Keys.Custody;
using ShareGateway.Keys.Storage;
using ShareGateway.Policy;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Reidentifications;
using ShareGateway.Proxy.Settings;
using ShareGateway.Proxy.Shares;

namespace ShareGateway.Proxy.Hosting;

/// <summary>
/// What must be open before the first request: policies, key ring, audit log, keys, consent store and index. Opened in an order in
/// which each part is checked by the one before it; the first that fails stops the start.
/// </summary>
internal sealed class GatewayResources : IAsyncDisposable
{
    private readonly Stack<object> _opened = new();

    private GatewayResources(PolicyAdmission admission, IDataProtectionProvider protection) => (Admission, Protection) = (admission, protection);

    public PolicyAdmission Admission { get; }

    public PolicyAdoption Adoption { get; private set; } = null!;

    public PolicySource Policies { get; private set; } = null!;

    public IDataProtectionProvider Protection { get; }

    public RowQuota Quota { get; } = new();

    public AuditLog Log { get; private set; } = null!;

    public VerifierKey LogKey { get; private set; } = null!;

    public GatewayKeys Keys { get; private set; } = null!;

    public KeyCustody Custody { get; private set; } = null!;

    public ReidentificationLedger Reidentifications { get; private set; } = null!;

    public ConsentStore ConsentStore { get; private set; } = null!;

    public ConsentIndex Consents { get; private set; } = null!;

    /// <exception cref="GatewayStartException">Something cannot be opened; the message is for the operator.</exception>
    public static async Task<GatewayResources> OpenAsync(
        GatewayOptions options, IConfiguration configuration, IHostEnvironment environment, TimeProvider clock, IAuditDisk? disk, CancellationToken cancellationToken)
    {
        var admission = new PolicyAdmission(options.PoliciesDirectory, cluster => configuration.GetSection($"ReverseProxy:Clusters:{cluster}").Exists());
        var policies = ReadPolicies(admission, options.PoliciesDirectory);
        var resources = new GatewayResources(admission, KeyRing.Open(options, environment));
        try
        {
            await resources.OpenAllAsync(policies, options, clock, disk, cancellationToken);
            return resources;
        }
        catch (Exception exception)
        {
            await resources.DisposeAsync();
            if (exception is KeyUnavailableException or AuditUnavailableException or AuditCorruptException or ConsentUnavailableException
                or IOException or UnauthorizedAccessException)
            {
                throw new GatewayStartException(exception.Message, exception);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_opened.TryPop(out var resource))
        {
            if (resource is IAsyncDisposable later)
            {
                await later.DisposeAsync();
            }
            else
            {
                ((IDisposable)resource).Dispose();
            }
        }
    }

    private static PolicySet ReadPolicies(PolicyAdmission admission, string directory)
    {
        var reading = admission.Read();
        return reading.Set ?? throw new GatewayStartException(
            $"the policies in `{directory}` cannot be used:\n{string.Join('\n', reading.Problems)}");
    }

    private async Task OpenAllAsync(PolicySet policies, GatewayOptions options, TimeProvider clock, IAuditDisk? disk, CancellationToken cancellationToken)
    {
        var folder = KeyFolder.Of(options.DataDirectory, Protection);
        var memory = new LogMemory(Quota);
        Reidentifications = memory.Reidentifications;
        var signer = Opened(SignerSeed.Open(folder, options.Name));
        LogKey = signer.VerifierKey;
        Log = Opened(await AuditLog.OpenAsync(
            new AuditLogOptions { Folder = Path.Combine(options.DataDirectory, "audit"), MinimumFreeBytes = options.AuditMinimumFreeBytes },
            signer, clock, disk, memory.Replay, cancellationToken));
        Keys = Opened(GatewayKeys.Open(
            folder,
            memory.Keys,
            clock,
            policies.Contracts.Select(contract => contract.Controller),
            policies.Recipients.Select(recipient => recipient.Id)));
        Custody = Opened(new KeyCustody(folder, memory.Keys, Log, clock, Keys));
        ConsentStore = Opened(await ConsentStore.OpenAsync(Path.Combine(options.DataDirectory, "consent.db"), clock, cancellationToken));
        Consents = Opened(new ConsentIndex(ConsentStore, clock));
        await Consents.SyncAsync(cancellationToken);
        Adoption = new PolicyAdoption(Log, Keys);
        await Adoption.RecordAsync(policies, memory.LastPolicyHash);
        Policies = new PolicySource(new(policies, clock.GetUtcNow()));
        await RecordStartAsync(policies, cancellationToken);
    }

    private async Task RecordStartAsync(PolicySet policies, CancellationToken cancellationToken) => await Log.AppendAsync(
        AdministrativeEntry.Of(
            "gateway.started",
            ("agreements", policies.Plans.Length.ToString(CultureInfo.InvariantCulture)),
            ("policy-hash", policies.Hash)),
        cancellationToken);

    private T Opened<T>(T resource)
        where T : notnull
    {
        _opened.Push(resource);
        return resource;
    }
}
