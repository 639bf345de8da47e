namespace Workbench.Server.CommandLine;

/// <summary>Runs a command; the exit code is 0 when it did what was asked.</summary>
internal static class Verbs
{
    public static Task<int> RunAsync(Command command) => command switch
    {
        ServeCommand serve => ServeVerb.RunAsync(serve),
        InitCommand init => InitVerb.RunAsync(init),
        AddUserCommand add => AddUserVerb.RunAsync(add),
        TokenCommand token => TokenVerb.RunAsync(token),
        LinksCommand links => LinksVerb.RunAsync(links),
        VerifyAuditCommand verify => VerifyAuditVerb.RunAsync(verify),
        AttackWallCommand wall => AttackWallVerb.RunAsync(wall),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };
}
