using System.Text;
using Workbench.Deidentify.Dicom.Files;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Deidentify.Keys;

namespace Workbench.Deidentify.Tests.Dicom;

/// <summary>
/// Tokens planted in 14 real files: attributes of the table, nested and private data, curves, overlays, behind the pixels, preamble, file meta
/// information. Without options none comes out; with an option only those in attributes that the option's column of Table E.1-1 names.
/// </summary>
public sealed class PlantedIdentityTests : IDisposable
{
    private readonly string output = Directory.CreateTempSubdirectory("wb-planted-").FullName;

    public static TheoryData<ConfidentialityOption> Options => [ConfidentialityOption.None, .. ConfidentialityOptions.All.Select(option => option.Option)];

    public void Dispose() => Directory.Delete(output, recursive: true);

    [GivenDicomTheory]
    [MemberData(nameof(Options))]
    public void Planted_identity_comes_out_only_where_the_option_keeps_the_attribute(ConfidentialityOption option)
    {
        var column = ConfidentialityOptions.All.FirstOrDefault(entry => entry.Option == option)?.Column;
        var retained = ProfileTable.Standard.Rows.Where(row => column is not null && row.Options.ContainsKey(column)).Select(row => row.Tag).ToHashSet();
        var file = new FileDeidentification(ConfidentialityProfile.Compile(option), new PatientKeys(new byte[32]));
        var (searched, leaked) = (0, new List<string>());
        foreach (var planted in GivenDicom.Table("canaries-given.tsv").GroupBy(fields => fields[0]))
        {
            var outcome = file.Process(Path.Combine(GivenDicom.Folder!, planted.Key), planted.Key, output);
            if (outcome.Output is null)
            {
                continue;
            }

            var bytes = File.ReadAllBytes(Path.Combine(output, outcome.Output));
            foreach (var fields in planted)
            {
                searched++;
                var mayStay = fields[1] is "table-top" or "nested-in-kept-seq" && retained.Contains(fields[2]);
                if (!mayStay && bytes.AsSpan().IndexOf(Encoding.Latin1.GetBytes(fields[5])) >= 0)
                {
                    leaked.Add($"{planted.Key}: {fields[1]} {fields[2]} in {fields[4]}");
                }
            }
        }

        Assert.True(searched > 2000 || option == ConfidentialityOption.CleanRecognizableVisualFeatures, $"only {searched} tokens were looked for");
        Assert.Empty(leaked);
    }
}
