namespace Workbench.Deidentify.Commands;

/// <summary>How the program ends.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Broken = 1;
    public const int Usage = 2;
    public const int Refused = 3;
}
