using System.Diagnostics.CodeAnalysis;
using Microsoft.DotNet.Interactive.Commands;
using Workbench.Kernel.Api;
using Workbench.Kernel.Api.Routing;
using Workbench.Kernel.Languages;

namespace Microsoft.DotNet.Interactive;

/// <summary>A language of the notebook, as cells see it. All handles of one language are equal.</summary>
public abstract partial class Kernel
{
    private protected Kernel(string name) => Name = name;

    /// <summary>The language's name, such as <c>csharp</c>.</summary>
    public string Name { get; }

    /// <summary>All languages of this notebook.</summary>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    public static CompositeKernel Root => new(CellHost.Run.Languages);

    /// <summary>The language of the code that is running.</summary>
    public static Kernel Current => new LanguageKernel(CellHost.Run.Language);

    /// <summary>The kernel of all languages, to which this one belongs.</summary>
    public CompositeKernel RootKernel => Root;

    /// <summary>The kernel of all languages; null for that kernel itself.</summary>
    public CompositeKernel? ParentKernel => this is CompositeKernel ? null : Root;

    /// <summary>What the language is called; of the kernel of all languages, that of the default one.</summary>
    public KernelInfo KernelInfo => new((CellHost.Run.Languages.TryFind(Name, out var language) ? language : CellHost.Run.Languages.Default).Info);

    /// <returns>The language of that name or alias, or null.</returns>
    public Kernel? FindKernelByName(string kernelName) =>
        CellHost.Run.Languages.TryFind(kernelName, out var language) ? new LanguageKernel(language.Info.Name) : null;

    /// <summary>Does what a command says, in the language that it names or in this one, and waits for the end of it.</summary>
    /// <returns>How it ended; the task is complete.</returns>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public Task<KernelCommandResult> SendAsync(KernelCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(CommandRouting.Handle(command, command.TargetKernelName ?? (this is CompositeKernel ? null : Name)));
    }

    /// <summary>Runs code in this language.</summary>
    public Task<KernelCommandResult> SubmitCodeAsync(string code, CancellationToken cancellationToken = default) => SendAsync(new SubmitCode(code), cancellationToken);

    /// <summary>The value of a variable of this language; false where there is none, or where it is no such value.</summary>
    public bool TryGetValue<T>(string name, [MaybeNullWhen(false)] out T value)
    {
        var found = CellHost.Run.Languages.TryFind(Name, out var language) && language.Language is IValueHolder holder ? holder.Get(name) : null;
        if (found is not null && Workbench.Kernel.Sharing.ObjectForms.Of(found).Value is T held)
        {
            value = held;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Asks the user for several lines, one after another.</summary>
    /// <returns>The answers by the names of the questions.</returns>
    public static async Task<IDictionary<string, string>> GetInputsAsync(IEnumerable<InputDescription> inputDescriptions)
    {
        Dictionary<string, string> answers = new(StringComparer.Ordinal);
        foreach (var asked in inputDescriptions)
        {
            answers[asked.Name] = await GetInputAsync(asked.Prompt, asked.TypeHint).ConfigureAwait(false);
        }

        return answers.Count > 0 ? answers : throw new ArgumentException("You must provide at least one input description.", nameof(inputDescriptions));
    }

    public override bool Equals(object? obj) => obj is Kernel other && other.GetType() == GetType() && other.Name == Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;
}
