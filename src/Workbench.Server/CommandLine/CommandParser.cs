using System.Globalization;
using Workbench.Governance.People;

namespace Workbench.Server.CommandLine;

/// <summary>From arguments to a command. Pure: touches no file.</summary>
internal static class CommandParser
{
    public const string Usage = """
        Workbench.Server VERB --data DIR
          serve [--port N | --urls URLS] [--web DIR] [--samples DIR]
          init [--no-demo] [--migrate-only] [--samples DIR]
          user add NAME --role ROLE [--role ROLE] [--display-name TEXT] [--port N]
          token --user NAME [--label TEXT]
          links [--port N]
          audit verify
          wall
        DIR can also stand in the environment as WORKBENCH_DATA.
        """;

    private const int DefaultPort = 8888;
    private static readonly HashSet<string> Flags = ["--no-demo", "--migrate-only"];

    /// <exception cref="UsageException">With what to do.</exception>
    public static Command Parse(IReadOnlyList<string> args, string? dataFromEnvironment)
    {
        var arguments = new Arguments(args, Flags);
        var verb = arguments.Word() ?? throw new UsageException("Which verb?\n" + Usage);
        var data = arguments.Value("--data") ?? dataFromEnvironment;
        Command command = verb switch
        {
            "serve" => new ServeCommand(data ?? "", ServeSettings(arguments)),
            "init" => Init(arguments, data ?? ""),
            "user" => User(arguments, data ?? ""),
            "token" => new TokenCommand(data ?? "", Needed(arguments, "--user"), arguments.Value("--label") ?? "made at the command line"),
            "audit" => arguments.Word() == "verify" ? new VerifyAuditCommand(data ?? "") : throw new UsageException("The verb is: audit verify."),
            "wall" => new AttackWallCommand(data ?? ""),
            "links" => new LinksCommand(data ?? "", Address(arguments)),
            _ => throw new UsageException($"Unknown verb \"{verb}\".\n{Usage}"),
        };
        arguments.RefuseTheRest();
        return string.IsNullOrWhiteSpace(data) ? throw new UsageException("Name the data folder by --data DIR or WORKBENCH_DATA.") : command;
    }

    private static Dictionary<string, string?> ServeSettings(Arguments arguments)
    {
        var settings = new Dictionary<string, string?>();
        var urls = arguments.Value("--urls");
        var port = arguments.Value("--port");
        if (urls is not null && port is not null)
        {
            throw new UsageException("Give --port or --urls, not both.");
        }

        Add("Server:Urls", urls ?? (port is null ? null : Loopback(port).ToString()));
        Add("Server:Web", arguments.Value("--web"));
        Add("Server:SampleNotebooks", arguments.Value("--samples"));
        return settings;

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                settings[key] = value;
            }
        }
    }

    private static InitCommand Init(Arguments arguments, string data)
    {
        // The samples are read where they lie, by serve; init takes the option so that both verbs can be called alike.
        _ = arguments.Value("--samples");
        return new InitCommand(data, !arguments.Flag("--no-demo"), arguments.Flag("--migrate-only"));
    }

    private static AddUserCommand User(Arguments arguments, string data)
    {
        if (arguments.Word() != "add" || arguments.Word() is not { } name)
        {
            throw new UsageException("The verb is: user add NAME --role ROLE.");
        }

        var roles = arguments.Values("--role").Select(ToRole).Distinct().Order().ToList();
        return roles.Count == 0
            ? throw new UsageException($"Give at least one --role: {AllRoles}.")
            : new AddUserCommand(data, name, arguments.Value("--display-name"), roles, Address(arguments));
    }

    // "provider" is what the demo's person of that role is called, so people will type it.
    private static Role ToRole(string name) => RoleNames.Parse(name == "provider" ? "data-provider" : name)
        ?? throw new UsageException($"Unknown role \"{name}\". Roles: {AllRoles}.");

    private static string AllRoles => string.Join(", ", RoleNames.All);

    private static string Needed(Arguments arguments, string option) =>
        arguments.Value(option) ?? throw new UsageException($"{option} is missing.");

    private static Uri Address(Arguments arguments) =>
        Loopback(arguments.Value("--port") ?? DefaultPort.ToString(CultureInfo.InvariantCulture));

    private static Uri Loopback(string port) => ushort.TryParse(port, CultureInfo.InvariantCulture, out var number)
        ? new Uri($"http://127.0.0.1:{number}")
        : throw new UsageException($"--port takes a number from 0 to 65535, not \"{port}\".");
}
