namespace Workbench.Deidentify.Keys;

/// <summary>Names a project's key: one for each purpose, so that what is built for one purpose cannot be joined with what is built for another.</summary>
/// <param name="Project">Id of the project.</param>
/// <param name="Purpose">What the pseudonyms are for (a slug).</param>
public sealed record KeyName(string Project, string Purpose)
{
    /// <summary>Whether both parts can stand in the name of a file.</summary>
    public bool IsUsable => IsPart(Project) && IsPart(Purpose);

    private static bool IsPart(string part) =>
        part.Length is > 0 and <= 100 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

/// <summary>A key in use.</summary>
/// <param name="Generation">From 1; rotation makes the next.</param>
public sealed record ProjectKey(KeyName Name, int Generation, PatientKeys Patients);
