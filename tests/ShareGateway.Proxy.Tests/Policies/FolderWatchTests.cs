using Microsoft.Extensions.Time.Testing;
using ShareGateway.Proxy.Policies.Folder;

namespace ShareGateway.Proxy.Tests.Policies;

public sealed class FolderWatchTests
{
    private readonly FakeTimeProvider _clock = new();
    private string _folder = "a";
    private bool _isLocked;

    /// <summary>One letter a look: what the folder looks like; upper case while it is locked. Expected: which looks read.</summary>
    [Theory]
    [InlineData("aaaa", ".r..")]
    [InlineData("aabbbb", ".r.r..")]
    [InlineData("aabcdddd", ".r...r..")]
    [InlineData("aabaaa", ".r....")]
    [InlineData("aaBBBBbb", ".r....r.")]
    [InlineData("aaBCCccc", ".r...r..")]
    [InlineData("AAaa", "..r.")]
    public void A_folder_is_read_once_it_stands_still_and_nobody_writes(string looks, string expected)
    {
        var watch = NewWatch();

        var read = string.Concat(looks.Select(look => Look(watch, look) ? 'r' : '.'));

        Assert.Equal(expected, read);
    }

    [Fact]
    public void What_changes_while_it_is_read_is_read_again()
    {
        var watch = NewWatch();
        _ = watch.ShouldRead();
        Assert.True(watch.ShouldRead());

        _folder = "b";
        var confirmed = watch.Confirm();

        Assert.False(confirmed);
        Assert.True(watch.ShouldRead());
        Assert.True(watch.Confirm());
        Assert.False(watch.ShouldRead());
    }

    [Fact]
    public void A_lock_is_waited_for_30_seconds_and_then_no_longer()
    {
        var watch = NewWatch();
        _isLocked = true;
        _ = watch.ShouldRead();

        _clock.Advance(FolderWatch.Patience - TimeSpan.FromMilliseconds(1));
        var (early, overdueEarly) = (watch.ShouldRead(), watch.IsOverdue);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((false, false), (early, overdueEarly));
        Assert.True(watch.IsOverdue);
        Assert.True(watch.ShouldRead());
        Assert.True(watch.Confirm());
        Assert.False(watch.IsOverdue);
    }

    [Fact]
    public void A_folder_that_was_forgotten_is_read_at_the_next_look()
    {
        var watch = NewWatch();
        _ = Look(watch, 'a');
        _ = Look(watch, 'a');

        watch.Forget();

        Assert.True(Look(watch, 'a'));
        Assert.False(Look(watch, 'a'));
    }

    private FolderWatch NewWatch() => new(() => _folder, () => _isLocked, _clock);

    private bool Look(FolderWatch watch, char look)
    {
        (_folder, _isLocked) = (char.ToLowerInvariant(look).ToString(), char.IsUpper(look));
        return watch.ShouldRead() && watch.Confirm();
    }
}
