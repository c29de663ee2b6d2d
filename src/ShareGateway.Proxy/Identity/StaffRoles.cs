namespace ShareGateway.Proxy.Identity;

/// <summary>What a person of the group may do on the management listener. The zero value may do nothing.</summary>
[Flags]
internal enum StaffRoles
{
    /// <summary>No role that the gateway knows: refused everywhere.</summary>
    None = 0,

    /// <summary>Runs the gateway and its keys; <c>operator</c> in a token. May not ask who somebody is.</summary>
    Operator = 1,

    /// <summary>Data protection officer; <c>dpo</c> in a token. Asks and approves what concerns people.</summary>
    Dpo = 2,
}
