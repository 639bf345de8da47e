using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workbench.Notebooks.Wall;

/// <summary>
/// Writes an attack as a cell of a language. The cell prints <see cref="OpenMark"/> when the way was open, or
/// <see cref="ShutMark"/> and why not.
/// </summary>
public abstract class AttackCode(string name, string kernelSpec)
{
    public const string OpenMark = "WALL open";
    public const string ShutMark = "WALL shut";

    /// <summary>Bytes that {long} in an HTTP attack stands for.</summary>
    internal const int LongBytes = 1 << 20;

    public static IReadOnlyList<AttackCode> All { get; } = [new CSharpAttackCode(), new PythonAttackCode(), new RAttackCode()];

    /// <summary>Key in <see cref="Attack.Code"/>.</summary>
    public string Name { get; } = name;

    public string KernelSpec { get; } = kernelSpec;

    /// <summary>For people.</summary>
    public abstract string Title { get; }

    /// <summary>A cell that comes first and makes what the others use.</summary>
    public abstract string Prelude { get; }

    public string Cell(Attack attack, HostFacts facts) => Guarded(facts.Fill(Way(attack, facts)));

    protected abstract string Guarded(string code);

    protected abstract string Read(string path);

    protected abstract string List(string path);

    protected abstract string Open(string path);

    protected abstract string Create(string path);

    protected abstract string Connect(string path);

    protected abstract string Tcp(string port);

    protected abstract string Http(string headHex, bool padded, string tailHex);

    protected abstract string Run(IReadOnlyList<string> program);

    /// <summary>Null when the language cannot make system calls itself; perl then makes them.</summary>
    protected abstract string? Syscall(IReadOnlyList<JsonElement> call, IReadOnlyList<int> reached);

    /// <summary>A literal of the language; JSON's string form is one in all three.</summary>
    protected static string Quote(string text) => JsonSerializer.Serialize(text, AttackText.Default.String);

    protected static string Numbers(IEnumerable<int> numbers) => string.Join(", ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));

    private string Way(Attack attack, HostFacts facts) => attack switch
    {
        { Read: { } path } => Read(path),
        { List: { } path } => List(path),
        { Open: { } path } => Open(path),
        { Create: { } path } => Create(path),
        { Connect: { } path } => Connect(path),
        { Tcp: { } port } => Tcp(port),
        { Http: { } request } => Http(facts.Fill(request)),
        { Perl: { } code } => RunPerl(code),
        { Sh: { } command } => Run(["/bin/sh", "-c", command]),
        { Program: { } program } => Run(program),
        { Syscall: { } call } => (attack.InChild ? null : Syscall(call, attack.Reached ?? [])) ?? RunPerl(PerlSyscall.For(call, attack.Reached ?? [])),
        { Code: { } code } => code[Name],
        _ => throw new InvalidOperationException($"The attack {attack.Name} has no way."),
    };

    private string Http(string request)
    {
        var parts = request.Split("{long}");
        return Http(Hex(parts[0]), parts.Length > 1, Hex(parts[^1], parts.Length > 1));

        static string Hex(string text, bool wanted = true) => wanted ? Convert.ToHexString(Encoding.Latin1.GetBytes(text)) : "";
    }

    protected string RunPerl(string code) => Run(["/usr/bin/perl", "-e", code]);
}
