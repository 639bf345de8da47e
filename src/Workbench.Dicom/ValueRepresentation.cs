namespace Workbench.Dicom;

/// <summary>The type of an element's value: two letters (PS3.5 2025e, 6.2).</summary>
/// <param name="Code">The letters, the first one in the upper byte.</param>
public readonly record struct ValueRepresentation(ushort Code)
{
    public static readonly ValueRepresentation AE = Of("AE"), AS = Of("AS"), AT = Of("AT"), CS = Of("CS"), DA = Of("DA"), DS = Of("DS"), DT = Of("DT"),
        FD = Of("FD"), FL = Of("FL"), IS = Of("IS"), LO = Of("LO"), LT = Of("LT"), OB = Of("OB"), OD = Of("OD"), OF = Of("OF"), OL = Of("OL"), OV = Of("OV"),
        OW = Of("OW"), PN = Of("PN"), SH = Of("SH"), SL = Of("SL"), SQ = Of("SQ"), SS = Of("SS"), ST = Of("ST"), SV = Of("SV"), TM = Of("TM"), UC = Of("UC"),
        UI = Of("UI"), UL = Of("UL"), UN = Of("UN"), UR = Of("UR"), US = Of("US"), UT = Of("UT"), UV = Of("UV");

    private static readonly HashSet<ushort> Known = [.. new[]
    {
        AE, AS, AT, CS, DA, DS, DT, FD, FL, IS, LO, LT, OB, OD, OF, OL, OV, OW, PN, SH, SL, SQ, SS, ST, SV, TM, UC, UI, UL, UN, UR, US, UT, UV,
    }.Select(representation => representation.Code)];

    /// <summary>Whether the standard knows these letters.</summary>
    public bool IsKnown => Known.Contains(Code);

    /// <summary>Explicit syntaxes write these with two reserved bytes and a 32-bit length (PS3.5, 7.1.2).</summary>
    public bool HasLongLength => this == OB || this == OD || this == OF || this == OL || this == OV || this == OW || this == SQ || this == SV ||
        this == UC || this == UN || this == UR || this == UT || this == UV;

    /// <summary>Text whose characters follow (0008,0005) Specific Character Set (PS3.5, 6.1.2.3).</summary>
    public bool FollowsCharacterSet => this == LO || this == LT || this == PN || this == SH || this == ST || this == UC || this == UT;

    /// <summary>Values that are written in characters at all.</summary>
    public bool IsText => FollowsCharacterSet || this == AE || this == AS || this == CS || this == DA || this == DS || this == DT || this == IS ||
        this == TM || this == UI || this == UR;

    /// <summary>Bytes of one number, or 1: the unit in which big-endian values are swapped.</summary>
    public int UnitBytes => this == AT || this == US || this == SS || this == OW ? 2
        : this == UL || this == SL || this == FL || this == OF || this == OL ? 4
        : this == FD || this == OD || this == OV || this == SV || this == UV ? 8
        : 1;

    /// <summary>What fills a value to an even number of bytes: a space for text, a zero byte for UIDs and binary values (PS3.5, 6.2).</summary>
    public byte Padding => IsText && this != UI ? (byte)' ' : (byte)0;

    public static ValueRepresentation Of(string letters) => new((ushort)((letters[0] << 8) | letters[1]));

    public override string ToString() => new([(char)(Code >> 8), (char)(Code & 0xFF)]);
}
