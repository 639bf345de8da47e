using System.Net;
using System.Text;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Packages;

/// <summary>How a restore shows itself: sources, what is being installed or has been, and notes.</summary>
internal static class InstalledPackagesView
{
    public static MimeBundle Of(IReadOnlyList<string> sources, IReadOnlyList<string> installing, IReadOnlyList<string> installed, IReadOnlyList<string> notes)
    {
        var html = new StringBuilder("<div>");
        var text = new StringBuilder();
        List(html, text, "Restore sources", sources);
        List(html, text, "Installing Packages", installing);
        List(html, text, "Installed Packages", installed);
        foreach (var note in notes)
        {
            html.Append("<p class=\"wb-note\">").Append(WebUtility.HtmlEncode(note)).Append("</p>");
            text.Append(note).Append('\n');
        }

        return new MimeBundle([new("text/plain", text.ToString().TrimEnd('\n')), new("text/html", html.Append("</div>").ToString())]);
    }

    private static void List(StringBuilder html, StringBuilder text, string title, IReadOnlyList<string> items)
    {
        html.Append("<div>");
        if (items.Count > 0)
        {
            html.Append("<strong>").Append(title).Append("</strong><ul>");
            text.Append(title).Append('\n');
            foreach (var item in items)
            {
                html.Append("<li><span>").Append(WebUtility.HtmlEncode(item)).Append("</span></li>");
                text.Append("  ").Append(item).Append('\n');
            }

            html.Append("</ul>");
        }

        html.Append("</div>");
    }
}
