using Workbench.Kernel.Directives;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Languages.Children;
using Workbench.Kernel.Languages.Children.Python;
using Workbench.Kernel.Languages.Children.R;

namespace Workbench.Kernel.Languages.Connections;

/// <summary>A Jupyter kernel of this machine: <c>#!connect jupyter --kernel-name py --kernel-spec python3</c> makes <c>#!py</c>.</summary>
internal sealed class JupyterConnector : IConnector
{
    private static readonly string[] Remote = ["--url", "--token", "--bearer"];

    public string Kind => "jupyter";

    public string Help => "Connect a Jupyter kernel that is installed on this machine.";

    public IReadOnlyList<DirectiveParameter> Parameters { get; } =
    [
        new("--kernel-spec", "The kernel, by the name of its kernel spec.") { IsRequired = true, Values = [.. JupyterKernelSpec.All().Select(static spec => spec.Name)] },
        new("--init-script", "A file of code that the kernel runs first."),
        new("--conda-env", "Not taken: install the environment's kernel as a kernel spec instead."),
        new("--url", "Not taken: kernels of other machines cannot be connected."),
        new("--token", "Goes with --url."),
        new("--bearer", "Goes with --url.") { IsFlag = true },
    ];

    public (ConnectedLanguage? Language, string? Refusal) Connect(string name, IReadOnlyDictionary<string, string> values, RunningCell running)
    {
        if (Remote.FirstOrDefault(values.ContainsKey) is { } remote)
        {
            return (null, $"{remote} is for kernels of other machines, which this kernel does not connect: code and data would leave the machine. Connect a kernel that is installed here, with --kernel-spec.");
        }

        if (values.ContainsKey("--conda-env"))
        {
            return (null, "--conda-env is not taken. Install the environment's kernel with 'python -m ipykernel install --user --name NAME' and connect that with --kernel-spec NAME.");
        }

        var specs = JupyterKernelSpec.All();
        if (specs.FirstOrDefault(one => one.Name.Equals(values["--kernel-spec"], StringComparison.OrdinalIgnoreCase)) is not { } spec)
        {
            return (null, $"There is no kernel spec '{values["--kernel-spec"]}' on this machine. Known: {string.Join(", ", specs.Select(static one => one.Name))}");
        }

        if (!spec.CanStart)
        {
            return (null, $"The kernel spec '{spec.Name}' starts {spec.Command[0]}, which is not on this machine.");
        }

        string? script = null;
        if (values.TryGetValue("--init-script", out var file))
        {
            try
            {
                script = File.ReadAllText(file);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return (null, $"The init script cannot be read: {error.Message}");
            }
        }

        var info = new LanguageInfo(name, [], spec.Title.Length > 0 ? spec.Title : spec.Name, "") { Lexer = spec.Language };
        var program = new ChildProgram([.. spec.Command.Select(static word => word.Replace("{connection_file}", ChildProgram.ConnectionPlace, StringComparison.Ordinal))], spec.Environment);
        return (new ConnectedLanguage(new ChildLanguage(info, () => program, new StartedValues(ValuesOf(spec.Language), script))), null);
    }

    private static IChildValues ValuesOf(string language) => language.ToLowerInvariant() switch
    {
        "python" => new PythonValues(),
        "r" => new RValues(),
        _ => new NoValues(),
    };
}
