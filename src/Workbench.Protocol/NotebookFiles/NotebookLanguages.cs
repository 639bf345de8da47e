using System.Text.Json.Nodes;

namespace Workbench.Protocol.NotebookFiles;

/// <summary>Which words after <c>#!</c> start a cell in a <c>.dib</c> file, and the language's name that each stands for.</summary>
public sealed class NotebookLanguages
{
    private readonly Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that Polyglot Notebooks writes, and those of this project's kernels: a file opens whether they can be run or not.</summary>
    public NotebookLanguages()
    {
        Add("csharp", ["c#"]);
        Add("fsharp", ["f#"]);
        Add("pwsh", ["powershell"]);
        Add("html", []);
        Add("javascript", ["js"]);
        Add("mermaid", []);
        Add("http", []);
        Add("sql", []);
        Add("kql", []);
        Add("value", []);
        Add("python", []);
        Add("r", []);
        Add("markdown", ["md"]);
    }

    /// <summary>Adds a language, or other names of one that is there.</summary>
    public void Add(string name, IEnumerable<string> aliases)
    {
        foreach (var word in aliases.Prepend(name))
        {
            names[word] = name;
        }
    }

    /// <summary>Adds the languages that a notebook's own metadata list.</summary>
    public void Add(JsonObject? polyglot)
    {
        foreach (var item in ((polyglot?["kernelInfo"] as JsonObject)?["items"] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            if (JsonText.Of(item["name"]) is { Length: > 0 } name)
            {
                Add(name, (item["aliases"] as JsonArray)?.Select(JsonText.Of).OfType<string>() ?? []);
            }
        }
    }

    /// <returns>The language's name, or null where the word is none.</returns>
    public string? Find(string word) => names.GetValueOrDefault(word);
}
