using System.Security.Cryptography;
using System.Text;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Values;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Workbench.Deidentify.Sources;

/// <summary>
/// Reads <c>source.yaml</c>. Nothing has a silent default that lets data through: what is not written is refused, what is not known
/// is refused, and every problem names its line and what to do. All problems are reported at once.
/// </summary>
public static class SourceYaml
{
    private const int LargestFileBytes = 1 << 20;
    private const int DeepestNesting = 32;

    /// <param name="name">Name of the source, that is of its folder.</param>
    /// <param name="yaml">The bytes of the file.</param>
    /// <param name="definition">The source, when the result is empty.</param>
    /// <returns>What is wrong, in the order of the lines.</returns>
    public static IReadOnlyList<SourceRefusal> Read(string name, byte[] yaml, out SourceDefinition? definition)
    {
        definition = null;
        var problems = new YamlProblems();
        if (Root(yaml, problems) is not { } root)
        {
            return problems.Found;
        }

        var fields = new YamlFields(root, "the source", problems);
        var provider = fields.Text("provider", required: true);
        var title = fields.Text("title", required: true);
        var profile = fields.Text("profile", required: true);
        var issuer = fields.Text("issuer", required: true);
        if (profile is not null && profile != RuleTable.Profile)
        {
            fields.Invalid("profile", "This program does not know that profile.", $"Write {RuleTable.Profile}, after checking that its rules are meant.");
        }

        var target = fields.Integer("target-k");
        if (target is < 2 or > 100_000)
        {
            fields.Invalid("target-k", "\"target-k\" is a number of patients, 2 to 100000.", "Write for example target-k: 5, or leave it out.");
        }

        var tables = Tables(fields.Map("tables", "\"tables\"", required: true), issuer ?? "");
        var images = ImagesYaml.Read(fields.Map("images", "\"images\""), issuer ?? "");
        if (images is not null && tables.Exists(table => table.Name == ImagesDefinition.Table))
        {
            fields.Invalid("images", "A table is named \"images\", which is the name of the images' own table.", "Rename the table.");
        }

        if (images is not null && tables.Exists(table => table.Columns[table.PatientKey].Type is IntegerType))
        {
            // DICOM writes patient IDs as text; 007 and 7 would be two patients there and one here.
            fields.Invalid("images", "The patient key of a table is an integer, and the patient IDs of images are texts.", "Declare the type text for the patient key.");
        }

        if (target is not null && tables.Count > 0 && tables.All(table => table.QuasiIdentifiers.Count == 0))
        {
            fields.Invalid("target-k", "No table declares quasi-identifiers, so nothing could be held against \"target-k\".", "Name in \"quasi-identifiers\" what outsiders could know.");
        }

        fields.End();
        if (problems.Found.Count == 0)
        {
            definition = new SourceDefinition(name, provider!, title!, profile!, tables, Convert.ToHexStringLower(SHA256.HashData(yaml))) { Images = images, TargetK = (int?)target };
        }

        return problems.Found;
    }

    private static List<TableDefinition> Tables(YamlFields? maps, string issuer)
    {
        var tables = new List<TableDefinition>();
        if (maps is null)
        {
            return tables;
        }

        if (maps.Names.Count == 0)
        {
            maps.Problems.Add("rules-invalid", maps.At, "\"tables\" is empty.", "Declare at least one table.");
        }

        foreach (var name in maps.Names)
        {
            if (!SnapshotStore.IsName(name))
            {
                maps.Invalid(name, "The name of a table has other characters than lower-case letters, digits, - and _, or does not start with a letter.", "Rename it.");
            }

            if (maps.Map(name, $"the table \"{name}\"") is { } fields && TableYaml.Read(name, fields, issuer) is { } table)
            {
                tables.Add(table);
            }
        }

        // An identifier is compared by its text; 7 as a number and "007" as text would make two patients of one.
        foreach (var group in tables.GroupBy(t => t.Issuer).Where(g => g.Select(t => t.Columns[t.PatientKey].Type.Kind).Distinct().Count() > 1))
        {
            maps.Invalid(group.First().Name, "Tables of one issuer declare different types for the patient key.", "Declare the same type in all of them.");
        }

        foreach (var table in tables)
        {
            CheckIdentifierColumns(table, tables, maps);
        }

        return tables;
    }

    /// <summary>What free text is freed of has to stand in a declared column, of patients whom the text's table names alike.</summary>
    private static void CheckIdentifierColumns(TableDefinition table, List<TableDefinition> tables, YamlFields maps)
    {
        foreach (var named in table.Columns.Select(c => c.Rule).OfType<FreeTextRule>().SelectMany(rule => rule.Remove))
        {
            var holder = named.Table is null ? table : tables.Find(t => t.Name == named.Table);
            if (holder is null || holder.Columns.All(c => c.Name != named.Column))
            {
                maps.Invalid(table.Name, $"\"remove\" of free-text names \"{named}\", which is no column.", "Write a column of the table, or table.column of another one, as the raw files name it.");
            }
            else if (holder.Issuer != table.Issuer)
            {
                maps.Invalid(table.Name, $"\"remove\" of free-text names \"{named}\", whose table has another issuer.", "Name a column of a table whose patients have the same identifiers.");
            }
        }
    }

    private static YamlMappingNode? Root(byte[] yaml, YamlProblems problems)
    {
        if (yaml.Length > LargestFileBytes)
        {
            problems.Add("rules-yaml", Mark.Empty, "The file is larger than 1 MiB.", "It should hold rules only.");
            return null;
        }

        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(yaml);
        }
        catch (DecoderFallbackException)
        {
            problems.Add("rules-yaml", Mark.Empty, "The file is not UTF-8.", "Save it as UTF-8.");
            return null;
        }

        if (FindBreak(text) is { } at)
        {
            problems.Add("rules-yaml", at, "Here the file is no YAML (or a name stands twice).", "Look at the indentation, brackets, colons and quotes of this line and the one before.");
            return null;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return root;
            }
        }
        catch (YamlException e)
        {
            problems.Add("rules-yaml", e.Start, "Here the file is no YAML (or a name stands twice).", "Look at the indentation, brackets, colons and quotes of this line and the one before.");
            return null;
        }

        problems.Add("rules-yaml", Mark.Empty, "The file is not one mapping of names to values.", "Start it with provider, title, profile, issuer and tables.");
        return null;
    }

    /// <summary>Where the text stops being YAML or nests too deep for the tree, or null.</summary>
    private static Mark? FindBreak(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            for (var depth = 0; parser.MoveNext();)
            {
                depth += parser.Current!.NestingIncrease;
                if (depth > DeepestNesting)
                {
                    return parser.Current.Start;
                }
            }

            return null;
        }
        catch (YamlException e)
        {
            return e.Start;
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 18.1 throws this for a flow mapping that is never closed.
            return parser.Current?.End ?? Mark.Empty;
        }
    }
}
