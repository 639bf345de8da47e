using Markdig;

namespace Workbench.Kernel.Languages.Text;

/// <summary>Markdown (CommonMark with tables, footnotes, task lists and formulas) as HTML.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseMathematics().Build();

    public static string ToHtml(string markdown) => Markdig.Markdown.ToHtml(markdown, Pipeline).TrimEnd();
}
