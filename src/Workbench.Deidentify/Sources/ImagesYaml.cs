using Workbench.Deidentify.Dicom.Profile;

namespace Workbench.Deidentify.Sources;

/// <summary>Reads the field <c>images</c> of <c>source.yaml</c>.</summary>
internal static class ImagesYaml
{
    /// <summary>Options that change who a patient is, or that cannot be followed, and so are not a source's to choose.</summary>
    private const ConfidentialityOption NotHere = ConfidentialityOption.RetainUids | ConfidentialityOption.RetainLongitudinalFullDates | ConfidentialityOption.CleanRecognizableVisualFeatures;

    public static ImagesDefinition? Read(YamlFields? fields, string issuer)
    {
        if (fields is null)
        {
            return null;
        }

        var folder = fields.Text("folder", required: true);
        var regions = fields.Text("regions");
        var options = ConfidentialityOption.RetainLongitudinalModifiedDates;
        foreach (var name in fields.Texts("options") ?? [])
        {
            if (ConfidentialityOptions.Find(name) is { } option && (option.Option & NotHere) == 0)
            {
                options |= option.Option;
            }
            else
            {
                var known = ConfidentialityOptions.All.Where(entry => (entry.Option & NotHere) == 0).Select(entry => entry.Name);
                fields.Invalid("options", "This is no option that the images of a source can have.", $"Choose from {string.Join(", ", known)}.");
            }
        }

        foreach (var (field, path) in new[] { ("folder", folder), ("regions", regions) })
        {
            if (path is not null && (path.StartsWith('/') || path.Split('/').Any(part => part is "" or "." or "..")))
            {
                fields.Invalid(field, "The path leads out of the source.", "Write a path within the source's folder.");
            }
        }

        fields.End();
        return folder is null ? null : new ImagesDefinition(folder, issuer, options, regions);
    }
}
