using System.Collections.Immutable;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Proxy.Settings;

namespace ShareGateway.Proxy.Witnesses;

/// <summary>The witnesses of the settings.</summary>
internal sealed class WitnessStates
{
    /// <exception cref="GatewayStartException">A setting is malformed.</exception>
    public WitnessStates(GatewayOptions options) => All = [.. options.Witnesses.Select(Read)];

    public ImmutableArray<WitnessState> All { get; }

    private static WitnessState Read(WitnessSetting setting)
    {
        if (!Uri.TryCreate(setting.Url.TrimEnd('/') + "/add-checkpoint", UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new GatewayStartException($"section `Gateway:Witnesses`: `{setting.Url}` is no address; expected one like `https://witness.example`");
        }

        return WitnessKey.TryParse(setting.Key, out var key)
            ? new WitnessState(url, key)
            : throw new GatewayStartException($"section `Gateway:Witnesses`: expected the key of `{setting.Url}` as `name+id+key`, type 4");
    }
}
