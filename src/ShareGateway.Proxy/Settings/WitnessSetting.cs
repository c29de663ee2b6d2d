namespace ShareGateway.Proxy.Settings;

/// <summary>A witness that gets the log's checkpoints, in <c>Gateway:Witnesses</c>.</summary>
public sealed class WitnessSetting
{
    /// <summary>Where it listens, such as <c>https://witness.example</c>; <c>/add-checkpoint</c> is put behind it.</summary>
    public string Url { get; set; } = "";

    /// <summary>Its public key, as it says at its start: <c>name+id+key</c>.</summary>
    public string Key { get; set; } = "";
}
