namespace Workbench.Deidentify.Dicom.Profile;

/// <summary>The options on top of the Basic Application Level Confidentiality Profile (PS3.15 2025e, E.3).</summary>
[Flags]
public enum ConfidentialityOption
{
    None = 0,
    CleanPixelData = 1 << 0,
    CleanRecognizableVisualFeatures = 1 << 1,
    CleanGraphics = 1 << 2,
    CleanStructuredContent = 1 << 3,
    CleanDescriptors = 1 << 4,
    RetainLongitudinalFullDates = 1 << 5,
    RetainLongitudinalModifiedDates = 1 << 6,
    RetainPatientCharacteristics = 1 << 7,
    RetainDeviceIdentity = 1 << 8,
    RetainUids = 1 << 9,
    RetainSafePrivate = 1 << 10,
    RetainInstitutionIdentity = 1 << 11,
}
