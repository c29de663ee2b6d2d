namespace ShareGateway.Keys.Custody;

/// <summary>Who holds unwrapped keys in memory and must hear of changes: the gateway. A command line that works on the folder alone holds none.</summary>
public interface IKeyHolder
{
    /// <summary>A key was made: another one of this name may have been known before.</summary>
    /// <param name="name">Its name.</param>
    public void Created(string name);

    /// <summary>A key is gone: nothing new may be made with it.</summary>
    /// <param name="name">Its name.</param>
    public void Destroyed(string name);

    /// <summary>Another epoch of a controller is in use.</summary>
    /// <param name="controller">The controller.</param>
    public void Rotated(string controller);
}
