using Workbench.Kernel.Languages;
using Workbench.Protocol.NotebookFiles;

namespace Workbench.Kernel.Notebooks;

/// <summary>A file as a list of cells to run.</summary>
/// <param name="Cells">Language, text and number of each, from 1.</param>
internal sealed record ImportedFile(IReadOnlyList<(RegisteredLanguage Language, string Code, int Number)> Cells, bool IsNotebook)
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">It is no notebook, or of a language that this kernel does not have.</exception>
    public static ImportedFile Read(string path, LanguageRegistry languages)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(null, path);
        }

        var extension = Path.GetExtension(path).ToLowerInvariant();
        NotebookFile? notebook = extension switch
        {
            ".ipynb" => IpynbFile.Read(File.ReadAllText(path)),
            ".dib" => DibFile.Read(File.ReadAllText(path), Words(languages)).Notebook,
            _ => null,
        };
        if (notebook is null)
        {
            return new ImportedFile([(LanguageOf(extension, languages), File.ReadAllText(path), 1)], IsNotebook: false);
        }

        List<(RegisteredLanguage, string, int)> cells = [];
        foreach (var cell in notebook.Cells)
        {
            if (cell.Kind == NotebookCellKind.Raw)
            {
                continue;
            }

            var name = cell.Kind == NotebookCellKind.Markdown ? "markdown" : cell.Language ?? notebook.DefaultLanguage;
            if (!languages.TryFind(name, out var language))
            {
                throw new FormatException($"its cell {cells.Count + 1} is in the language '{name}', which this kernel does not have.");
            }

            cells.Add((language, cell.Source, cells.Count + 1));
        }

        return new ImportedFile(cells, IsNotebook: true);
    }

    private static NotebookLanguages Words(LanguageRegistry languages)
    {
        var words = new NotebookLanguages();
        foreach (var language in languages.All)
        {
            words.Add(language.Info.Name, language.Info.Aliases);
        }

        return words;
    }

    private static RegisteredLanguage LanguageOf(string extension, LanguageRegistry languages)
    {
        extension = extension switch
        {
            ".csx" => ".cs",
            ".fsx" => ".fs",
            ".htm" => ".html",
            ".markdown" => ".md",
            _ => extension,
        };
        return languages.All.FirstOrDefault(one => one.Info.FileExtension.Equals(extension, StringComparison.OrdinalIgnoreCase) && extension != ".txt")
            ?? throw new FormatException($"files that end in '{extension}' are of no language of this kernel.");
    }
}
