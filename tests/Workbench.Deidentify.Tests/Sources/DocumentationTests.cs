using System.Text;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Tests.Sources;

/// <summary>docs/sources.md is what providers write by: its example has to be taken, and it has to know every type, rule and role.</summary>
public sealed class DocumentationTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Root(), "docs", "sources.md"));

    [Fact]
    public void Example_is_a_whole_source()
    {
        var from = Text.IndexOf("```yaml\n", StringComparison.Ordinal) + 8;
        var yaml = Text[from..Text.IndexOf("```", from, StringComparison.Ordinal)];

        Assert.Equal([], SourceYaml.Read("example", Encoding.UTF8.GetBytes(yaml), out var source));
        Assert.Equal(["patients", "samples"], source!.Tables.Select(t => t.Name));
    }

    [Fact]
    public void Every_type_rule_and_role_is_described()
    {
        Assert.All(TypeTable.Names.Concat(RuleTable.Names), n => Assert.Matches($@"\n\|[^|]*`{n}`", Text));
        Assert.All(ColumnRoles.All, r => Assert.Contains(r, Text[Text.IndexOf("`role`:", StringComparison.Ordinal)..], StringComparison.Ordinal));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Workbench.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/'))!;
        }

        return folder;
    }
}
