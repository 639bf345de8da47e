namespace Workbench.Deidentify.Dicom.Files;

/// <summary>A folder's way: each regular file below it, on all cores, in an order that does not matter to the result.</summary>
public sealed class FolderDeidentification(FileDeidentification file)
{
    /// <summary>De-identifies every file below the input folder; links are not followed.</summary>
    /// <returns>One outcome per file, by name.</returns>
    public IReadOnlyList<FileOutcome> Run(string input, string output)
    {
        Directory.CreateDirectory(output);
        var files = Directory.EnumerateFiles(input, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Order(StringComparer.Ordinal).ToArray();
        var outcomes = new FileOutcome[files.Length];
        Parallel.For(0, files.Length, index => outcomes[index] = file.Process(files[index], Path.GetRelativePath(input, files[index]), output));
        return outcomes;
    }
}
