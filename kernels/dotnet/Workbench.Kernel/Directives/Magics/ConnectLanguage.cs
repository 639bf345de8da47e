using Workbench.Kernel.Languages.Connections;

namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#!connect</c>: another kernel or a database becomes a language of the notebook.</summary>
internal sealed class ConnectLanguage : IMagic
{
    private static readonly DirectiveParameter KernelName = new("--kernel-name", "The name that the language shall have.") { IsRequired = true };

    private readonly IReadOnlyList<IConnector> connectors = InstalledConnectors.All();

    public ConnectLanguage() => Directive = new("#!connect", "Connect another kernel or a database.")
    {
        Subcommands = [.. connectors.Select(static one => new Directive(one.Kind, one.Help) { Parameters = [KernelName, .. one.Parameters] })],
    };

    public Directive Directive { get; }

    public DirectiveError? Run(DirectiveCall call, MagicContext context)
    {
        if (connectors.FirstOrDefault(one => one.Kind == call.Directive.Name) is not { } connector)
        {
            return call.Error(DirectiveErrorCodes.MissingParameter, $"Missing what to connect: {string.Join(", ", connectors.Select(static one => one.Kind))}");
        }

        var name = call[KernelName.Name]!;
        var values = call.Values.ToDictionary(static one => one.Key, static one => one.Value.Text);
        var (language, refusal) = connector.Connect(name, values, context.Cell);
        if (language is null)
        {
            return call.Error(DirectiveErrorCodes.Refused, refusal ?? $"{connector.Kind} cannot be connected.");
        }

        if (language.Names.FirstOrDefault(one => context.Languages.TryFind(one, out _) || context.Catalogue.Magics.Any(magic => magic.Directive.IsCalled("#!" + one))) is { } taken)
        {
            return call.Error(DirectiveErrorCodes.Refused, $"The name '{taken}' is taken. Choose another with --kernel-name.", KernelName.Name);
        }

        context.Languages.Add(language.Info, () => language.Language, language.Options);
        context.Output.Display(Output.ValueFormatting.Raw($"Kernel added: #!{language.Info.Name}", "text/plain"));
        return null;
    }
}
