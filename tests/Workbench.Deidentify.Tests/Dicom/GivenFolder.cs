using Workbench.Deidentify.Dicom.Files;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Deidentify.Keys;

namespace Workbench.Deidentify.Tests.Dicom;

/// <summary>The given files, de-identified once for all tests that look at what came out.</summary>
public sealed class GivenFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("wb-given-").FullName;

    public GivenFolder()
    {
        if (GivenDicom.Folder is null)
        {
            return;
        }

        Outcomes = Run(new byte[32], Output);
    }

    public static string Input => Path.Combine(GivenDicom.Folder!, "given");

    public string Output => Path.Combine(root, "out");

    public IReadOnlyList<FileOutcome> Outcomes { get; } = [];

    public IEnumerable<(string Input, string Output)> Done => Outcomes.Where(outcome => outcome.Output is not null).Select(outcome => (Path.Combine(Input, outcome.File), Path.Combine(Output, outcome.Output!)));

    public string Fresh(string name) => Path.Combine(root, name);

    public static IReadOnlyList<FileOutcome> Run(byte[] key, string output, ConfidentialityOption options = ConfidentialityOption.None) =>
        new FolderDeidentification(new FileDeidentification(ConfidentialityProfile.Compile(options), new PatientKeys(key))).Run(Input, output);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
