namespace Workbench.Dicom.Dictionary;

/// <summary>One row of the data dictionary (PS3.6).</summary>
/// <param name="Tag">As printed, with X for any digit of a repeating group.</param>
/// <param name="Representations">One value representation, or several as in <c>US or SS</c>.</param>
public sealed record DictionaryEntry(string Tag, string Representations, string Keyword, string Multiplicity, string Name, bool IsRetired)
{
    /// <summary>The first of the representations; where 16-bit words are among them, OW, which is how the implicit syntax writes pixels (PS3.5, A.1).</summary>
    public ValueRepresentation Representation { get; } =
        Representations.Length < 2 || Representations == "NONE" ? ValueRepresentation.UN
        : Representations.Contains("OW", StringComparison.Ordinal) ? ValueRepresentation.OW
        : ValueRepresentation.Of(Representations[..2]);
}
