using System.ComponentModel.DataAnnotations;

namespace ShareGateway.Proxy.Settings;

/// <summary>Settings of the gateway, section <c>Gateway</c>. A misspelt key stops the host.</summary>
public sealed class GatewayOptions
{
    /// <summary>Section of the host's configuration.</summary>
    public const string Section = "Gateway";

    /// <summary>Name of this gateway and origin of its audit log (C2SP: no spaces, no plus sign). <c>sharegateway.local</c> unless set.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9./-]{0,99}$")]
    public string Name { get; set; } = "sharegateway.local";

    /// <summary>Folder that holds keys, the audit log and the embedded consent store. Made when missing. No default.</summary>
    [Required]
    public string DataDirectory { get; set; } = "";

    /// <summary>The policy folder; followed while the gateway runs. No default.</summary>
    [Required]
    public string PoliciesDirectory { get; set; } = "";

    /// <summary>Address of the partners' listener, such as <c>http://127.0.0.1:8080</c>; port 0 takes a free one.</summary>
    [Required]
    public string DataPlaneUrl { get; set; } = "http://127.0.0.1:8080";

    /// <summary>Address of the management listener, such as <c>http://127.0.0.1:8081</c>; port 0 takes a free one.</summary>
    [Required]
    public string ManagementUrl { get; set; } = "http://127.0.0.1:8081";

    /// <summary>
    /// PKCS#12 file whose certificate wraps the Data Protection key ring at rest. In Production the host does not start without it.
    /// </summary>
    public string KeyRingCertificate { get; set; } = "";

    /// <summary>Password of <see cref="KeyRingCertificate"/>; empty unless set.</summary>
    public string KeyRingCertificatePassword { get; set; } = "";

    /// <summary>Longest wait for the next bytes of an upstream. 1 s to 10 min; 30 s unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan UpstreamIdle { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time one response may take in all. 1 s to 24 h; 2 h unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ResponseTotal { get; set; } = TimeSpan.FromHours(2);

    /// <summary>
    /// Longest time that one page may take to be filled, however many withheld records lie between the permitted ones. 1 s to 1 h; 1 min unless set.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan PageTotal { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What one coded upstream body (<c>contentEncoding</c>) may unfold to, in bytes. 1 MiB to 16 TiB; 1 TiB unless set.</summary>
    [Range(1L << 20, 1L << 44)]
    public long MaxDecodedBytes { get; set; } = 1L << 40;

    /// <summary>Largest record taken from an upstream, in bytes. 1 KiB to 16 MiB; 1 MiB unless set.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxRecordBytes { get; set; } = 1024 * 1024;

    /// <summary>How often the consent index follows its store. 100 ms to 1 min; 1 s unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ConsentSync { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the policy folder is looked at; an edit is read at the second look that finds it. 50 ms to 1 min; 500 ms unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan PolicyPoll { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Longest time that a start takes to rehearse answers on made-up records, so that the first partner does not wait for the runtime to compile: once for
    /// a whole gateway of nobody's data, and as long again for the plans. 0, which rehearses nothing, to 1 min; 20 s unless set.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan Rehearsal { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Free bytes on the audit log's disk below which the gateway shares nothing any more: the log says so in a last entry and closes. 0, which
    /// never looks, to 1 TiB; 512 MiB unless set. It looks once a second, so leave more than is written in that time.
    /// </summary>
    [Range(0, 1L << 40)]
    public long AuditMinimumFreeBytes { get; set; } = 512L << 20;

    /// <summary>Witnesses that get each new checkpoint of the audit log. None unless set.</summary>
    public IList<WitnessSetting> Witnesses { get; } = [];
}
