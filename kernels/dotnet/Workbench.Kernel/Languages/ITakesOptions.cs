using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;

namespace Workbench.Kernel.Languages;

/// <summary>A language whose <c>#!name</c> line carries options, such as <c>#!sql --name result</c>. The options are registered with it.</summary>
internal interface ITakesOptions : ILanguage
{
    /// <inheritdoc cref="ILanguage.Run"/>
    /// <param name="options">By name with dashes, such as <c>--name</c>; a flag that was given has an empty value.</param>
    CellEnd Run(string code, string name, RunningCell running, IReadOnlyDictionary<string, string> options);
}
