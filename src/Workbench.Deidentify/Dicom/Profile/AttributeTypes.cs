using System.Collections.Frozen;
using Workbench.Dicom;

namespace Workbench.Deidentify.Dicom.Profile;

/// <summary>
/// Which type an attribute with a compound action has in the modules of a SOP class (PS3.3): type 1 must have a value, type 2 must
/// be there, type 3 may be missing. Compound actions are resolved by it, so that no mandatory attribute is lost.
/// </summary>
public sealed class AttributeTypes
{
    private readonly FrozenDictionary<string, FrozenSet<string>> modulesOfClass;
    private readonly FrozenDictionary<uint, (string Module, bool IsMacro, int Type)[]> uses;

    private AttributeTypes(FrozenDictionary<string, FrozenSet<string>> modulesOfClass, FrozenDictionary<uint, (string, bool, int)[]> uses)
    {
        this.modulesOfClass = modulesOfClass;
        this.uses = uses;
    }

    public static AttributeTypes Standard { get; } = Load();

    /// <summary>
    /// Retired SOP classes of images, which archives are full of, and the class whose modules took their place (PS3.4 2025e, B.5 and PS3.6, annex A).
    /// </summary>
    private static readonly FrozenDictionary<string, string> Successors = new Dictionary<string, string>
    {
        ["1.2.840.10008.5.1.4.1.1.3"] = "1.2.840.10008.5.1.4.1.1.3.1",
        ["1.2.840.10008.5.1.4.1.1.5"] = "1.2.840.10008.5.1.4.1.1.20",
        ["1.2.840.10008.5.1.4.1.1.6"] = "1.2.840.10008.5.1.4.1.1.6.1",
        ["1.2.840.10008.5.1.4.1.1.12.3"] = "1.2.840.10008.5.1.4.1.1.12.1",
    }.ToFrozenDictionary();

    /// <summary>The SOP class is one whose modules are known; another one's files are quarantined.</summary>
    public bool Knows(string sopClassUid) => ModulesOf(sopClassUid) is not null;

    /// <summary>1, 2 or 3: the strictest type that the attribute has in the SOP class, or inside sequences in any macro or module.</summary>
    public int TypeOf(DicomTag tag, string sopClassUid, bool isNested)
    {
        if (!uses.TryGetValue(tag.Value, out var all))
        {
            return 3;
        }

        var modules = ModulesOf(sopClassUid) ?? FrozenSet<string>.Empty;
        var type = 3;
        foreach (var (module, isMacro, moduleType) in all)
        {
            if (isNested || isMacro || modules.Contains(module))
            {
                type = Math.Min(type, moduleType);
            }
        }

        return type;
    }

    private FrozenSet<string>? ModulesOf(string sopClassUid) => modulesOfClass.GetValueOrDefault(Successors.GetValueOrDefault(sopClassUid, sopClassUid));

    private static AttributeTypes Load()
    {
        var modules = EmbeddedTable.Read("sop-class-modules-2024b.tsv").Skip(1).Select(line => line.Split('\t'))
            .GroupBy(fields => fields[0])
            .ToFrozenDictionary(group => group.Key, group => group.Select(fields => Normalise(fields[3])).ToFrozenSet());
        var known = modules.Values.SelectMany(names => names).ToHashSet();
        var uses = EmbeddedTable.Read("module-types.tsv").Skip(1).Select(line => line.Split('\t'))
            .Where(fields => fields.Length > 6 && fields[6].Length > 0)
            .GroupBy(fields => DicomTag.Parse(fields[0]).Value)
            .ToFrozenDictionary(group => group.Key, group => group.Select(fields => Use(fields, known)).ToArray());
        return new AttributeTypes(modules, uses);
    }

    /// <summary>What is no module of any SOP class is taken as a macro, which may stand anywhere: the attribute then stays, emptied, rather than being lost.</summary>
    private static (string Module, bool IsMacro, int Type) Use(string[] fields, HashSet<string> knownModules)
    {
        var module = Normalise(fields[4]);
        return (module, fields[3] == "macro" || !knownModules.Contains(module), fields[6][0] - '0');
    }

    /// <summary>One table says "General Series", the other "General Series Module Attributes"; hyphens and capitals differ too.</summary>
    private static string Normalise(string module)
    {
        var name = module.Trim();
        foreach (var ending in new[] { " Attributes", " Module", " Macro" })
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                name = name[..^ending.Length];
            }
        }

        return string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }
}
