using ShareGateway.Keys.Custody;

namespace ShareGateway.Cli.Keys;

/// <summary>Where an order about keys is carried out.</summary>
internal interface IKeyDoor
{
    /// <summary>Carries out an order.</summary>
    /// <exception cref="DoorShutException">It cannot be carried out from here; the message is for the person at the terminal.</exception>
    public Task<KeyAnswer> RunAsync(KeyOrder order, CancellationToken cancellationToken);
}

/// <summary>An order did not get through.</summary>
internal sealed class DoorShutException(string message, Exception? inner = null) : Exception(message, inner);
