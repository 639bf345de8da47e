namespace Workbench.Kernel.Packages;

/// <summary>Why packages were not added, with the code that NuGet's users know where there is one.</summary>
internal sealed class PackageProblem(string code, string message) : Exception(message)
{
    public const string UnknownPackage = "NU1101";
    public const string UnknownVersion = "NU1102";
    public const string Conflict = "NU1107";
    public const string Incompatible = "NU1202";
    public const string SourceFailed = "NU1301";

    public string Code => code;
}
