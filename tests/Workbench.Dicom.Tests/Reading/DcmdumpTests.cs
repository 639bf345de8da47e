using System.Diagnostics;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Tests.Data;

namespace Workbench.Dicom.Tests.Reading;

/// <summary>Another reader, DCMTK's dcmdump, finds the same elements in the same files.</summary>
public sealed partial class DcmdumpTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wb-dcmdump-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.1")]
    [InlineData("1.2.840.10008.1.2.2")]
    public void Generated_data_set_has_the_elements_that_dcmdump_finds(string syntax)
    {
        var elements = 0;
        foreach (var dataSet in DataSets.Generator(3).Sample(20, 20))
        {
            var path = Path.Combine(folder, "a.dcm");
            File.WriteAllBytes(path, DataSets.Write(dataSet, TransferSyntax.Find(syntax)!));

            var ours = Tokens(path);

            Assert.Equal(Dcmdump(path), ours);
            elements += ours.Count;
        }

        Assert.True(elements > 200, $"only {elements} elements were compared");
    }

    private static List<string> Tokens(string path)
    {
        var tokens = new List<string>();
        using var tokenizer = new DicomTokenizer(File.OpenRead(path));
        while (tokenizer.Read())
        {
            var representation = tokenizer.Kind == DicomTokenKind.ItemStart ? "na" : tokenizer.Representation.ToString();
            if (tokenizer.Kind is DicomTokenKind.Element or DicomTokenKind.SequenceStart or DicomTokenKind.ItemStart)
            {
                tokens.Add($"{tokenizer.Tag} {representation} {(tokenizer.Length < 0 ? "u/l" : tokenizer.Length)}");
            }
        }

        return tokens;
    }

    private static List<string> Dcmdump(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("dcmdump", ["-q", path]) { RedirectStandardOutput = true })!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n');
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return [.. lines.Select(line => Element().Match(line)).Where(match => match.Success && match.Groups[1].Value is not ("fffe,e00d" or "fffe,e0dd"))
            .Select(match => $"({match.Groups[1].Value.ToUpperInvariant()}) {match.Groups[2].Value} {match.Groups[3].Value}")];
    }

    [GeneratedRegex(@"^\s*\(([0-9a-f]{4},[0-9a-f]{4})\) (..) .*#\s+(\d+|u/l),")]
    private static partial Regex Element();
}
