namespace Workbench.Protocol.Launching;

/// <summary>Exit codes of a supervisor that only tries whether a sandbox can be made; 0 is success.</summary>
public static class SandboxTrialExit
{
    public const int RefusedAsRoot = 64;
    public const int BubblewrapMissing = 71;
    public const int NamespacesForbidden = 72;
    public const int Failed = 73;
}
