using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbench.Notebooks.Wall;

/// <summary>
/// One way out of a cell, as data. Exactly one of the ways below is set; {names} in them stand for <see cref="HostFacts"/>.
/// A way that ends without an error was open.
/// </summary>
/// <param name="Group">What it is aimed at, for reading.</param>
/// <param name="Name">Unique.</param>
/// <param name="Aim">What an attacker would gain.</param>
/// <param name="Expect">blocked, bounded, or known: open, and documented as not held.</param>
/// <param name="Control">Where the same attack works, which shows that the check can fail: uid or root (without the sandbox), careless broker.</param>
/// <param name="HeldBy">What stops it.</param>
public sealed record Attack(string Group, string Name, string Aim, string Expect, string Control, string HeldBy)
{
    public const string Known = "known";

    /// <summary>Path of a file to read.</summary>
    public string? Read { get; init; }

    /// <summary>Path of a folder to list.</summary>
    public string? List { get; init; }

    /// <summary>Path of an existing file to open for writing; nothing is written.</summary>
    public string? Open { get; init; }

    /// <summary>Path of a file to make (and remove again).</summary>
    public string? Create { get; init; }

    /// <summary>Path of a Unix socket to connect to; @name is an abstract one.</summary>
    public string? Connect { get; init; }

    /// <summary>Port of the host to connect to.</summary>
    public string? Tcp { get; init; }

    /// <summary>Raw bytes for the broker's socket; an answer of status 200 means open.</summary>
    public string? Http { get; init; }

    /// <summary>A Perl program; perl is on every Debian and calls the system directly.</summary>
    public string? Perl { get; init; }

    /// <summary>A shell command.</summary>
    public string? Sh { get; init; }

    /// <summary>A program and its arguments.</summary>
    public IReadOnlyList<string>? Program { get; init; }

    /// <summary>A system call of x86-64: number, then numbers, "self" (own pid), {"text"}, {"zeros": bytes}, {"words": 32-bit numbers}.</summary>
    public IReadOnlyList<JsonElement>? Syscall { get; init; }

    /// <summary>True: the call would change the calling process, so a child makes it.</summary>
    public bool InChild { get; init; }

    /// <summary>Error numbers that show that the call got through to the kernel (it then failed for harmless arguments).</summary>
    public IReadOnlyList<int>? Reached { get; init; }

    /// <summary>Code per language (python, csharp, r), where none of the ways above fits.</summary>
    public IReadOnlyDictionary<string, string>? Code { get; init; }
}

/// <summary>The pack's JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(IReadOnlyList<Attack>))]
internal sealed partial class AttackJson : JsonSerializerContext;
