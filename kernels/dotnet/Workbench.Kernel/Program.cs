using System.Runtime.InteropServices;
using Workbench.Kernel.Install;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Jupyter;
using Workbench.Kernel.Jupyter.Comms;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Languages.Children;
using Workbench.Kernel.Languages.DotnetInteractive;
using Workbench.Kernel.Notebooks;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Zmtp;

return args switch
{
    ["--connection-file", var file] => ServeOwn(file, "csharp"),
    ["--default-kernel", var language, "--connection-file", var file] => ServeOwn(file, language),
    ["--connection-file", var file, "--default-kernel", var language] => ServeOwn(file, language),
    ["--host", var tool, "--connection-file", var file] => ServeTool(file, tool, "csharp"),
    ["--connection-file", var file, "--host", var tool] => ServeTool(file, tool, "csharp"),
    ["--host", var tool, "--default-kernel", var language, "--connection-file", var file] => ServeTool(file, tool, language),
    ["install", .. var rest] => KernelSpecInstaller.Run(rest),
    ["convert", .. var rest] => NotebookConversion.Run(rest),
    ["--version"] => Say(0, Replies.Version),
    ["--help"] or ["-h"] => Say(0, Usage()),
    _ => Say(64, "Unknown or missing arguments.\n" + Usage()),
};

static int ServeOwn(string file, string language) => language is "csharp" or "fsharp"
    ? Serve(file, comms => Register(comms, language))
    : Say(64, $"Unknown language '{language}' after --default-kernel. Known: csharp, fsharp.");

static int ServeTool(string file, string tool, string language)
{
    if (!ToolLanguages.TryFind(tool, out var path))
    {
        return Say(69, ToolLanguages.Missing);
    }

    try
    {
        return Serve(file, _ => ToolLanguages.Register(path, language));
    }
    catch (ChildDiedException error)
    {
        return Say(69, error.Message);
    }
}

static int Serve(string file, Func<OpenComms, LanguageRegistry> register)
{
    StoppableRegex.ListenByDefault();
    ConnectionFile connection;
    KernelServer server;
    try
    {
        connection = ConnectionFile.Read(file);
        server = new KernelServer(connection, TimeProvider.System, register);
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
    {
        return Say(66, $"The kernel cannot start with {file}: {error.Message}");
    }

    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
    {
        context.Cancel = true;
        server.Interrupt();
    });
    ParentWatch.Start();

    // Cell code runs on this thread: deep but finite recursion has room, twice that of a main thread. Endless recursion fills all of it, and
    // to unwind a stack takes longer than to fill it.
    var shell = new Thread(server.Run, maxStackSize: 16 << 20) { Name = "shell" };
    shell.Start();
    shell.Join();
    return 0;
}

static LanguageRegistry Register(OpenComms comms, string language)
{
    var languages = InstalledLanguages.Register(comms);
    languages.TrySetDefault(language);
    return languages;
}

static int Say(int exitCode, string text)
{
    (exitCode == 0 ? Console.Out : Console.Error).WriteLine(text);
    return exitCode;
}

static string Usage() => """
    Workbench.Kernel [--default-kernel csharp|fsharp] --connection-file FILE
                                              serve a Jupyter client
    Workbench.Kernel --host dotnet-interactive [--default-kernel LANGUAGE] --connection-file FILE
                                              serve a Jupyter client with the original tool behind it
    Workbench.Kernel install [--prefix DIR]   install the kernel specs .net-csharp and .net-fsharp for Jupyter,
                                              and .net-interactive where dotnet-interactive is on the PATH
    Workbench.Kernel convert FROM TO          convert a notebook: .dib, .ipynb to .dib, .ipynb or .cs
    Workbench.Kernel --version
    """;
