using System.Text;
using Workbench.Protocol.NotebookFiles;

namespace Workbench.Kernel.Notebooks;

/// <summary>
/// Writes a notebook as one C# file that <c>dotnet run</c> takes: packages and usings first, then the cells one after another, then the
/// types. Text and other languages become comments; what a cell showed as its result is printed.
/// </summary>
internal static class FileBasedApp
{
    public static string Write(NotebookFile notebook)
    {
        var packages = new List<string>();
        var usings = new List<string> { "using System.Text;" };
        var body = new StringBuilder();
        var types = new StringBuilder();
        var names = new TopLevelNames();
        foreach (var cell in notebook.Cells)
        {
            if (cell.Kind != NotebookCellKind.Code)
            {
                Comment(body, cell.Source);
                continue;
            }

            foreach (var (language, code) in Parts(cell, notebook.DefaultLanguage, packages, body))
            {
                if (language != "csharp")
                {
                    Comment(body, $"The {language} cell that stood here:\n{code}");
                    continue;
                }

                var app = AppCell.Of(code, names);
                usings.AddRange(app.Usings);
                Append(body, app.Statements);
                Append(types, app.Types);
            }
        }

        var text = new StringBuilder("#!/usr/bin/env dotnet\n");
        packages.Distinct().ToList().ForEach(line => text.Append(line).Append('\n'));
        text.Append('\n').AppendJoin('\n', usings.Distinct()).Append("\n\n").Append(body);
        if (names.Uses("display") && !names.IsDeclared("display"))
        {
            text.Append("\nstatic void display(object? value, params string[] mimeTypes) => Console.WriteLine(value);\n");
        }

        return text.Append(types.Length > 0 ? "\n" : "").Append(types).ToString();
    }

    // Directives have no meaning outside of a notebook, but for packages.
    private static List<(string Language, string Code)> Parts(NotebookCell cell, string defaultLanguage, List<string> packages, StringBuilder body)
    {
        var words = new NotebookLanguages();
        List<(string Language, string Code)> parts = [];
        var language = cell.Language ?? defaultLanguage;
        var code = new StringBuilder();
        void End()
        {
            if (code.ToString().Trim('\n') is { Length: > 0 } text)
            {
                parts.Add((language, text));
            }

            code.Clear();
        }

        foreach (var line in cell.Source.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("#!", StringComparison.Ordinal) && words.Find(line[2..].Split(' ')[0]) is { } next)
            {
                End();
                language = next;
            }
            else if (language == "csharp" && PackageLine.Convert(line) is { } package)
            {
                packages.Add(package);
            }
            else if (line.StartsWith("#!", StringComparison.Ordinal) || (language == "csharp" && line.StartsWith("#r", StringComparison.Ordinal)))
            {
                Comment(body, line);
            }
            else
            {
                code.Append(line).Append('\n');
            }
        }

        End();
        return parts;
    }

    private static void Comment(StringBuilder body, string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            body.Append(line.Length == 0 ? "//" : "// " + line).Append('\n');
        }

        body.Append('\n');
    }

    private static void Append(StringBuilder all, string text)
    {
        if (text.Length > 0)
        {
            all.Append(text).Append("\n\n");
        }
    }
}
