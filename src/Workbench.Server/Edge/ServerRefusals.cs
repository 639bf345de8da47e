namespace Workbench.Server.Edge;

/// <summary>Codes of the refusals that the server itself adds to those of Governance. Part of the API: none is ever renamed.</summary>
public static class ServerRefusals
{
    public const string SignInFailed = "sign-in-failed";
    public const string LinkUnknown = "link-unknown";
    public const string PasswordNeeded = "password-needed";
    public const string PasswordWeak = "password-weak";
    public const string ProviderUnknown = "provider-unknown";
    public const string TokenUnknown = "token-unknown";
    public const string SampleUnknown = "sample-unknown";
    public const string NotebookUnknown = "notebook-unknown";
    public const string KernelUnknown = "kernel-unknown";
    public const string StorageFull = "storage-full";
    public const string SessionUnknown = "session-unknown";
    public const string LauncherAbsent = "launcher-absent";
    public const string KernelsUnavailable = "kernels-unavailable";
}
