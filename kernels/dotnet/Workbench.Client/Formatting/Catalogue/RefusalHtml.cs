using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.Catalogue;

/// <summary>"No" as a calm box: what was asked, why, which clause, what to do. Classes only; the page has the colours.</summary>
internal static class RefusalHtml
{
    public static void Write(CohortRefusedException refusal, TextWriter writer)
    {
        writer.Write("<div class=\"wb-refusal\" role=\"note\">");
        TableHtml.Element(writer, "p", "wb-refusal-title", refusal.Reason);
        writer.Write("<dl>");
        Line(writer, "Asked for", refusal.Asked);
        if (refusal.Clause is { } clause)
        {
            Line(writer, $"Clause {clause.Number}", clause.Text);
        }
        if (refusal.NextStep is { } step)
        {
            Line(writer, "What to do", step);
        }
        writer.Write("<dt>Code</dt><dd>");
        TableHtml.Element(writer, "code", "wb-code", refusal.Code);
        writer.Write("</dd></dl></div>");
    }

    public static void Write(BrokerUnavailableException failure, TextWriter writer)
    {
        var lines = failure.Message.Split('\n');
        writer.Write("<div class=\"wb-refusal\" role=\"note\">");
        TableHtml.Element(writer, "p", "wb-refusal-title", lines[0]);
        foreach (var line in lines.Skip(1))
        {
            TableHtml.Element(writer, "p", "wb-note", line);
        }
        writer.Write("</div>");
    }

    private static void Line(TextWriter writer, string term, string text)
    {
        TableHtml.Element(writer, "dt", "wb-term", term);
        TableHtml.Element(writer, "dd", "wb-detail", text);
    }
}
