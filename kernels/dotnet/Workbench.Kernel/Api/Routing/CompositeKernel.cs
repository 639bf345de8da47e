using System.Collections;
using Microsoft.DotNet.Interactive.Commands;
using Workbench.Kernel.Api.Routing;
using Workbench.Kernel.Languages;

namespace Microsoft.DotNet.Interactive;

/// <summary>All languages of the notebook; in <c>foreach</c> each of them.</summary>
public sealed class CompositeKernel : Kernel, IEnumerable<Kernel>
{
    private readonly LanguageRegistry languages;

    internal CompositeKernel(LanguageRegistry languages)
        : base(".NET") => this.languages = languages;

    /// <summary>The language of cells that name none.</summary>
    public string DefaultKernelName => languages.Default.Info.Name;

    public IEnumerable<Kernel> ChildKernels => this;

    /// <returns>The first language of which the condition holds, or null.</returns>
    public Kernel? FindKernel(Func<Kernel, bool> predicate) => this.FirstOrDefault(predicate);

    /// <returns>All languages of which the condition holds.</returns>
    public IEnumerable<Kernel> FindKernels(Func<Kernel, bool> predicate) => this.Where(predicate);

    public IEnumerator<Kernel> GetEnumerator() => languages.All.Select(static language => (Kernel)new LanguageKernel(language.Info.Name)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
