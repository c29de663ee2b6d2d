using System.Globalization;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Log;

/// <summary>
/// Stops the log while there is still room to say why. A ballast file keeps that room: it goes when the floor is reached, and the last
/// entry takes its place.
/// </summary>
internal sealed class DiskReserve(LogFolder folder, long minimumFreeBytes)
{
    private const int BallastBytes = 1 << 20; // many times the last entry and the last checkpoint

    /// <summary>Looks before the first write, and lays the ballast down.</summary>
    /// <exception cref="AuditUnavailableException">The disk is below the floor already.</exception>
    public void Prepare()
    {
        if (minimumFreeBytes == 0)
        {
            return;
        }

        long free = folder.Disk.FreeBytes(folder.Path);
        if (free < minimumFreeBytes)
        {
            throw new AuditUnavailableException(Reason(free));
        }

        using var ballast = folder.OpenAppend(LogFiles.Ballast);
        if (ballast.Length < BallastBytes)
        {
            ballast.Append(new byte[BallastBytes - ballast.Length]); // written, not only reserved: a copying or thin disk may promise what it has not
            ballast.Sync();
        }
    }

    /// <summary>Tells whether the disk fell below the floor; then the ballast is gone and the entry has to be the last.</summary>
    public AdministrativeEntry? LastEntry(out string reason)
    {
        long free = minimumFreeBytes == 0 ? 0 : folder.Disk.FreeBytes(folder.Path);
        reason = Reason(free);
        if (free >= minimumFreeBytes)
        {
            return null;
        }

        folder.Disk.Delete(folder.PathOf(LogFiles.Ballast));
        return AdministrativeEntry.Of(
            AdministrativeEntry.DiskReserveAction,
            ("free.bytes", free.ToString(CultureInfo.InvariantCulture)),
            ("minimum.bytes", minimumFreeBytes.ToString(CultureInfo.InvariantCulture)));
    }

    private string Reason(long free) => string.Create(
        CultureInfo.InvariantCulture, $"the disk of the audit log has {free} bytes free; expected at least {minimumFreeBytes}");
}
