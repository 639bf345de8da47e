using Workbench.Dicom;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>Values that say nothing and are valid for their value representation (PS3.15 2025e, Table E.1-1a, action D).</summary>
internal static class DummyValue
{
    public static byte[] For(ValueRepresentation representation) => Text(representation) is { } text ? [.. text.Select(letter => (byte)letter)] : new byte[Math.Max(2, representation.UnitBytes)];

    private static string? Text(ValueRepresentation representation) => representation.ToString() switch
    {
        "AE" or "SH" or "LO" or "LT" or "ST" or "UC" or "UT" or "PN" => "REMOVED",
        "CS" => "OTHER",
        "AS" => "000Y",
        "DA" => "19000101",
        "DT" => "19000101000000",
        "TM" => "000000",
        "DS" or "IS" => "0",
        "UR" => "urn:removed",
        _ => null,
    };
}
