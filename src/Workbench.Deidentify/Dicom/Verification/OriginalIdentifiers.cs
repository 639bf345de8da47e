using System.Text;
using Workbench.Deidentify.Dicom.Identity;
using Workbench.Dicom;

namespace Workbench.Deidentify.Dicom.Verification;

/// <summary>One thing by which the patient could be found in an output.</summary>
/// <param name="Tag">Where it stood in the input.</param>
/// <param name="Bytes">As they stood there.</param>
internal sealed record OriginalIdentifier(DicomTag Tag, byte[] Bytes)
{
    private static readonly DicomTag BirthDate = new(0x0010, 0x0030);

    /// <summary>Of people: the patient, physicians, operators.</summary>
    private static readonly HashSet<uint> NameTags = [0x0008_0090, 0x0008_1048, 0x0008_1050, 0x0008_1060, 0x0008_1070, 0x0010_0010, 0x0010_1001, 0x0010_1005, 0x0010_1060, 0x0032_1032];

    public bool IsName => NameTags.Contains(Tag.Value);

    public bool IsBirthDate => Tag == BirthDate;
}

/// <summary>This patient's identifiers in parts: those that stand nowhere by chance, and short ones that only count as words of text.</summary>
internal sealed class OriginalIdentifiers
{
    /// <summary>An identifier this long, with this many different characters, does not stand in image bytes by chance.</summary>
    private const int DistinctiveLength = 8;
    private const int DistinctiveCharacters = 4;

    /// <summary>Shorter ones are looked for as whole words in text, where a person would read them as what they are.</summary>
    private const int ShortestWord = 4;

    /// <param name="file">What the input said.</param>
    /// <param name="identity">What the output says instead.</param>
    /// <param name="isKept">Whether an option retains the attribute as it is.</param>
    public OriginalIdentifiers(FileIdentity file, DicomIdentity identity, Func<DicomTag, bool> isKept)
    {
        foreach (var (tag, value) in file.Identifiers.Where(identifier => !isKept(identifier.Tag)))
        {
            foreach (var part in Parts(value).Where(part => !IsHarmless(part, identity)))
            {
                var isDistinctive = part.Length >= DistinctiveLength && part.Distinct().Count() >= DistinctiveCharacters;
                (isDistinctive ? Distinctive : Words).Add(new OriginalIdentifier(tag, part));
            }
        }
    }

    public List<OriginalIdentifier> Distinctive { get; } = [];

    public List<OriginalIdentifier> Words { get; } = [];

    /// <summary>What the output holds by rule: dummies, and the pseudonym.</summary>
    private static bool IsHarmless(byte[] part, DicomIdentity identity) =>
        SilentValue.IsDummy(Encoding.Latin1.GetString(part)) || Encoding.ASCII.GetBytes(identity.Pseudonym).AsSpan().IndexOf(part) >= 0;

    /// <summary>Whole values and name parts that are long enough not to stand in a file by chance.</summary>
    private static IEnumerable<byte[]> Parts(byte[] value)
    {
        var text = Encoding.Latin1.GetString(value).Trim('\0', ' ');
        return text.Split('\\', '=', '^').Append(text).Select(part => part.Trim()).Where(part => part.Length >= ShortestWord && part.Any(char.IsLetterOrDigit)).Distinct().Select(Encoding.Latin1.GetBytes);
    }
}
