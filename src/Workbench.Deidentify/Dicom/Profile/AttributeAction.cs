namespace Workbench.Deidentify.Dicom.Profile;

/// <summary>What happens to one attribute (PS3.15 2025e, Table E.1-1a), compound codes already resolved.</summary>
public enum AttributeAction : byte
{
    /// <summary>K: unchanged; the items of a sequence are treated element by element.</summary>
    Keep,

    /// <summary>X: gone, with everything in it.</summary>
    Remove,

    /// <summary>Z: zero length.</summary>
    Zero,

    /// <summary>D: a dummy value consistent with the value representation.</summary>
    Dummy,

    /// <summary>U: a keyed UID.</summary>
    ReplaceUid,

    /// <summary>C on dates and times: shifted by the patient's days.</summary>
    ShiftDate,

    /// <summary>C on anything else: this patient's identifiers are taken out, the rest stays.</summary>
    CleanText,

    /// <summary>Kept, but for this patient's own identifiers, which nobody expected there.</summary>
    CleanIdentifiers,

    /// <summary>Regions of the pixels are overwritten (PS3.15, E.3.1).</summary>
    BlankPixels,
}
