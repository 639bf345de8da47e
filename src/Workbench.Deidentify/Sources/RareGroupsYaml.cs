using Workbench.Deidentify.Rules;

namespace Workbench.Deidentify.Sources;

/// <summary>Reads the settings of <c>merge-rare</c>, and of <c>rare</c> beside another rule.</summary>
internal static class RareGroupsYaml
{
    /// <summary>The settings, or null after a problem was reported.</summary>
    public static RareGroups? Read(YamlFields fields)
    {
        var (below, word) = (fields.Integer("below", required: true), fields.Text("to") ?? RareGroups.DefaultWord);
        if (below is null)
        {
            return null;
        }

        if (below is >= 2 and <= 1_000_000)
        {
            return new RareGroups((int)below, word);
        }

        fields.Invalid("below", "Values are merged below a count of 2 to 1000000 patients.", "Choose another, for example 10.");
        return null;
    }
}
