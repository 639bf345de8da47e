using System.Text.Json;
using System.Text.Json.Serialization;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Sessions;

/// <summary>What the launcher writes down of a session before its first process runs.</summary>
/// <param name="Order">Owner, project, kernel: what the broker's answers will rest on.</param>
/// <param name="Uid">The session's uid.</param>
/// <param name="Supervisor">Process id of the supervisor; 0 while it is being started.</param>
/// <param name="StartTicks">Start time of that process since boot, so that a reused pid is not taken for it.</param>
/// <param name="Limits">What the session may use.</param>
/// <param name="Warm">True: a slot of the warm pool, which is nobody's; the order then names no owner.</param>
internal sealed record SessionRecord(StartSessionOrder Order, int Uid, int Supervisor, long StartTicks, SessionLimits? Limits = null, bool Warm = false)
{
    /// <summary>True while the supervisor lives.</summary>
    public bool IsRunning() =>
        Supervisor > 0 && ProcessStat.Read(Supervisor) is { IsZombie: false } stat && stat.StartTicks == StartTicks;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SessionRecord))]
internal sealed partial class SessionRecordJson : JsonSerializerContext;
