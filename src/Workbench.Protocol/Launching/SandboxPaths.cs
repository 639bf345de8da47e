namespace Workbench.Protocol.Launching;

/// <summary>Where things stand as a kernel sees them. Kernels and client packages rely on these paths.</summary>
public static class SandboxPaths
{
    public const string Home = "/home/u";
    public const string Run = "/run/session";
    public const string ConnectionFile = Run + "/conn.json";
    public const string Broker = "/run/broker";
    public const string BrokerSocket = Broker + "/b.sock";
    public const string KernelProgram = "/opt/kernel";
    public const string PythonPackages = "/opt/python";
    public const string RPackages = "/opt/r";

    /// <summary>What R reads when it starts, so that notebooks have the functions for cohorts.</summary>
    public const string RProfile = RPackages + "/workbench/profile.R";

    /// <summary>Packages that notebooks may add. Without such a folder they have those that the kernel carries.</summary>
    public const string Packages = "/opt/packages";

    public const string DotnetRoot = "/opt/dotnet";
}
