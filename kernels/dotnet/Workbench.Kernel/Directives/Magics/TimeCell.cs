using System.Diagnostics;
using System.Globalization;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#!time</c>: says after the cell how long it took from this line on.</summary>
internal sealed class TimeCell : IMagic
{
    public Directive Directive { get; } = new("#!time", "Measure how long the code that follows takes.");

    public DirectiveError? Run(DirectiveCall call, MagicContext context)
    {
        var clock = Stopwatch.StartNew();
        context.Run.AtEnd(() =>
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"Wall time: {clock.Elapsed.TotalMilliseconds}ms");
            context.Output.Display(ValueFormatting.Raw(text, "text/plain"));
        });
        return null;
    }
}
