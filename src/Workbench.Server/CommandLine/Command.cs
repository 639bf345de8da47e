using Workbench.Governance.People;

namespace Workbench.Server.CommandLine;

/// <summary>What the command line asks for. All verbs name the data folder.</summary>
internal abstract record Command(string Data);

/// <param name="Settings">Options given on the command line, as configuration keys.</param>
internal sealed record ServeCommand(string Data, IReadOnlyDictionary<string, string?> Settings) : Command(Data);

/// <param name="Demo">False with --no-demo.</param>
/// <param name="MigrateOnly">Bring the databases up to date and seed nothing.</param>
internal sealed record InitCommand(string Data, bool Demo, bool MigrateOnly) : Command(Data);

/// <param name="Address">Where the server listens, for the link that is printed.</param>
internal sealed record AddUserCommand(string Data, string Name, string? DisplayName, IReadOnlyList<Role> Roles, Uri Address) : Command(Data);

/// <param name="Label">What the token is for.</param>
internal sealed record TokenCommand(string Data, string User, string Label) : Command(Data);

internal sealed record VerifyAuditCommand(string Data) : Command(Data);

internal sealed record AttackWallCommand(string Data) : Command(Data);

/// <param name="Address">Where the server listens; the links are made for it.</param>
internal sealed record LinksCommand(string Data, Uri Address) : Command(Data);
