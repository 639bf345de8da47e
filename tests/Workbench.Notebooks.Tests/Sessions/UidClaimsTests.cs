using Workbench.Launcher.Sessions;
using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>Two installations on one host never give the same uid away. Claims stand in /run, so only root can make them.</summary>
public sealed class UidClaimsTests : IDisposable
{
    private const int Uid = 39999;
    private readonly string _folder = Directory.CreateTempSubdirectory("wb-claims-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Claimed_uid_is_free_again_only_after_its_session_released_it()
    {
        if (!SessionHost.IsRoot)
        {
            Assert.ThrowsAny<Exception>(() => new UidClaims(_folder, TimeProvider.System).TryClaim(Uid, SessionId.Create()));
            return;
        }

        var (mine, others) = (new UidClaims(_folder, TimeProvider.System), new UidClaims(_folder + "/other", TimeProvider.System));
        var (session, rival) = (SessionId.Create(), SessionId.Create());

        Assert.True(mine.TryClaim(Uid, session));
        Assert.False(others.TryClaim(Uid, rival));
        others.Release(Uid, rival);
        Assert.True(mine.IsHeld(Uid, session));
        mine.Release(Uid, session);
        Assert.True(others.TryClaim(Uid, rival));
        others.Release(Uid, rival);
    }
}
