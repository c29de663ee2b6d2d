namespace ShareGateway.Proxy.Settings;

/// <summary>The gateway cannot start; the message tells an operator what to mend, in one line or as a list of findings.</summary>
public sealed class GatewayStartException(string message, Exception? inner = null) : Exception(message, inner);
