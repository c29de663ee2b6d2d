namespace ShareGateway.Keys.Custody;

/// <summary>What the log says of one key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">What it may be used for.</param>
/// <param name="CheckValue">Tells whether a file holds this key; says nothing else about it.</param>
/// <param name="Since">When it was made, or destroyed.</param>
/// <param name="OverlapUntil">When an earlier epoch's overlap ends; null for others.</param>
public sealed record KeyStatus(string Name, KeyState State, string CheckValue, DateTimeOffset Since, DateTimeOffset? OverlapUntil);
