using Workbench.Protocol.Launching;

namespace Workbench.Kernel.Languages.Children.R;

/// <summary>R by the host's IRkernel.</summary>
internal static class RLanguage
{
    private const string DebianKernel = "/usr/lib/R/site-library/IRkernel/DESCRIPTION";

    public static LanguageInfo Description { get; } = new("r", ["ir"], "R", "4")
    {
        MimeType = "text/x-r-source",
        FileExtension = ".r",
        Lexer = "r",
        WhyMissing = static () => File.Exists(DebianKernel)
            ? null
            : "R cells need IRkernel, which this machine does not have. As administrator: apt-get install r-cran-irkernel",
    };

    public static ILanguage New() => new ChildLanguage(Description, Program, new RValues());

    private static ChildProgram Program()
    {
        // There is no terminal and no browser; R asks for both when it is not told.
        Dictionary<string, string> environment = new() { ["PAGER"] = "/bin/cat", ["R_BROWSER"] = "/bin/false" };
        if (File.Exists(SandboxPaths.RProfile))
        {
            environment["R_PROFILE_USER"] = SandboxPaths.RProfile;
        }

        return new ChildProgram(
            ["/usr/bin/R", "--slave", "--no-save", "--no-restore", "-e", "IRkernel::main()", "--args", ChildProgram.ConnectionPlace], environment);
    }
}
