using System.Net;
using System.Runtime.InteropServices;
using Workbench.Kernel.Jupyter;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#!about</c>: which kernel this is.</summary>
internal sealed class About : IMagic
{
    public Directive Directive { get; } = new("#!about", "Show version and languages of this kernel.");

    public DirectiveError? Run(DirectiveCall call, MagicContext context)
    {
        (string, string)[] facts =
        [
            ("Kernel", "Workbench"),
            ("Version", Replies.Version),
            ("Runtime", RuntimeInformation.FrameworkDescription),
            ("Machine", RuntimeInformation.RuntimeIdentifier),
            ("Languages", string.Join(", ", context.Languages.All.Where(static one => one.Info.WhyMissing() is null).Select(static one => one.Info.Title + " " + one.Info.Version).Select(static name => name.TrimEnd()))),
        ];
        var text = string.Join('\n', facts.Select(static fact => $"{fact.Item1}: {fact.Item2}"));
        var html = "<table><tbody>" + string.Concat(facts.Select(static fact => $"<tr><td>{fact.Item1}</td><td>{WebUtility.HtmlEncode(fact.Item2)}</td></tr>")) + "</tbody></table>";
        context.Output.Display(new MimeBundle([new("text/plain", text), new("text/html", html)]));
        return null;
    }
}
