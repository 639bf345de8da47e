namespace Workbench.Deidentify.Dicom.Profile;

/// <summary>One option's name on the command line, its code (PS3.16 CID 7050) and its column in Table E.1-1 (null: the option is about pixels).</summary>
public sealed record ConfidentialityOptionEntry(ConfidentialityOption Option, string Name, string Code, string Meaning, string? Column);

public static class ConfidentialityOptions
{
    /// <summary>Code of the basic profile itself (PS3.16 CID 7050).</summary>
    public const string BasicProfileCode = "113100";

    public const string BasicProfileMeaning = "Basic Application Confidentiality Profile";

    public static readonly IReadOnlyList<ConfidentialityOptionEntry> All =
    [
        new(ConfidentialityOption.CleanPixelData, "clean-pixel-data", "113101", "Clean Pixel Data Option", null),
        new(ConfidentialityOption.CleanRecognizableVisualFeatures, "clean-recognizable-visual-features", "113102", "Clean Recognizable Visual Features Option", null),
        new(ConfidentialityOption.CleanGraphics, "clean-graphics", "113103", "Clean Graphics Option", "clean_graph"),
        new(ConfidentialityOption.CleanStructuredContent, "clean-structured-content", "113104", "Clean Structured Content Option", "clean_struct_cont"),
        new(ConfidentialityOption.CleanDescriptors, "clean-descriptors", "113105", "Clean Descriptors Option", "clean_desc"),
        new(ConfidentialityOption.RetainLongitudinalFullDates, "retain-longitudinal-full-dates", "113106", "Retain Longitudinal Temporal Information Full Dates Option", "rtn_long_full_dates"),
        new(ConfidentialityOption.RetainLongitudinalModifiedDates, "retain-longitudinal-modified-dates", "113107", "Retain Longitudinal Temporal Information Modified Dates Option", "rtn_long_modif_dates"),
        new(ConfidentialityOption.RetainPatientCharacteristics, "retain-patient-characteristics", "113108", "Retain Patient Characteristics Option", "rtn_pat_chars"),
        new(ConfidentialityOption.RetainDeviceIdentity, "retain-device-identity", "113109", "Retain Device Identity Option", "rtn_dev_id"),
        new(ConfidentialityOption.RetainUids, "retain-uids", "113110", "Retain UIDs Option", "rtn_uids"),
        new(ConfidentialityOption.RetainSafePrivate, "retain-safe-private", "113111", "Retain Safe Private Option", "rtn_safe_priv"),
        new(ConfidentialityOption.RetainInstitutionIdentity, "retain-institution-identity", "113112", "Retain Institution Identity Option", "rtn_inst_id"),
    ];

    public static ConfidentialityOptionEntry? Find(string name) => All.FirstOrDefault(entry => entry.Name == name);
}
