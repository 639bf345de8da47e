using Workbench.Kernel.Cells;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Notebooks;

namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#!import</c>: runs a notebook or a source file as if its cells stood here.</summary>
internal sealed class ImportFile : IMagic
{
    public Directive Directive { get; } = new("#!import", "Run a notebook or a file of source code.")
    {
        Parameters = [new("--file", "Its path: .ipynb, .dib, .cs, .csx, .fs, .fsx, .sql, .py, .r, .js, .html, .md.") { IsRequired = true, IsImplicit = true }],
    };

    public DirectiveError? Run(DirectiveCall call, MagicContext context) => Import(call, call["--file"]!, "--file", context);

    /// <param name="parameter">Where the path stands in the call.</param>
    public static DirectiveError? Import(DirectiveCall call, string path, string parameter, MagicContext context)
    {
        var importing = context.Run.Importing;
        var full = Locate(path, importing);
        if (importing.Contains(full))
        {
            var circle = string.Join(" → ", importing.Append(full).Select(Path.GetFileName));
            return call.Error(DirectiveErrorCodes.Refused, $"Circular import: {circle}. '{path}' is being imported already.", parameter);
        }

        ImportedFile file;
        try
        {
            file = ImportedFile.Read(full, context.Languages);
        }
        catch (FileNotFoundException)
        {
            return call.Error(DirectiveErrorCodes.Refused, $"There is no file '{path}' (looked for {full}).", parameter);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            return call.Error(DirectiveErrorCodes.Refused, $"'{path}' cannot be imported: {error.Message}", parameter);
        }

        importing.Add(full);
        try
        {
            return Run(file, call, path, parameter, context);
        }
        finally
        {
            importing.RemoveAt(importing.Count - 1);
        }
    }

    private static DirectiveError? Run(ImportedFile file, DirectiveCall call, string path, string parameter, MagicContext context)
    {
        foreach (var (language, code, number) in file.Cells)
        {
            context.Cell.CancellationToken.ThrowIfCancellationRequested();
            if (context.Run.Run(code, language) is { } error)
            {
                var where = file.IsNotebook ? $"cell {number} of '{path}'" : $"'{path}'";
                return error == CellError.Interrupted || error == CellError.LeftBehind
                    ? throw new OperationCanceledException(context.Cell.CancellationToken)
                    : call.Error(DirectiveErrorCodes.Refused, $"The import stopped: {where} failed: {error.Value}", parameter);
            }
        }

        return null;
    }

    // A notebook that is imported means files beside itself.
    private static string Locate(string path, List<string> importing)
    {
        if (importing.Count > 0 && Path.Combine(Path.GetDirectoryName(importing[^1])!, path) is var beside && File.Exists(beside))
        {
            return Path.GetFullPath(beside);
        }

        return Path.GetFullPath(path);
    }
}
