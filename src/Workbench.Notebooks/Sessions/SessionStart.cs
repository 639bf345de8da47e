using System.Diagnostics.CodeAnalysis;

namespace Workbench.Notebooks.Sessions;

/// <summary>A "no" of the session machinery.</summary>
/// <param name="Code">Stable code of <see cref="Workbench.Protocol.Launching.LauncherRefusals"/>.</param>
/// <param name="Message">What is wrong and what to do, for the person who asked.</param>
public sealed record SessionRefusal(string Code, string Message);

/// <summary>A session, or why there is none.</summary>
public sealed class SessionStart
{
    private SessionStart(KernelSession? session, SessionRefusal? refusal)
    {
        Session = session;
        Refusal = refusal;
    }

    public KernelSession? Session { get; }

    public SessionRefusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Session))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Started => Session is not null;

    internal static SessionStart Of(KernelSession session) => new(session, null);

    internal static SessionStart Refused(string code, string message) => new(null, new SessionRefusal(code, message));
}
