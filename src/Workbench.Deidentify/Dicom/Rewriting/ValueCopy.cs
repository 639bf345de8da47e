using Workbench.Dicom;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>Copies values as they are from one syntax to another; large ones pass through a window and are never held.</summary>
internal sealed class ValueCopy(Stream output, TransferSyntax target)
{
    public void Element(DicomTokenizer tokenizer, DicomWriter writer)
    {
        var (tag, representation) = (tokenizer.Tag, tokenizer.Representation);
        if (target.IsExplicit && !representation.HasLongLength && tokenizer.Length > ushort.MaxValue - 1)
        {
            // Longer than the representation can say: such a value is written as UN, which is little endian everywhere (PS3.5, 6.2.2 note).
            representation = ValueRepresentation.UN;
            if (tokenizer.IsBigEndian)
            {
                throw new DicomFormatException(DicomFormatException.Reasons.BrokenStructure, $"The value of {tag} is too long for its representation.");
            }
        }

        if (tokenizer.IsBigEndian != target.IsBigEndian && representation.UnitBytes > 1)
        {
            writer.WriteElement(tag, representation, Swapped(tokenizer, representation.UnitBytes));
            return;
        }

        writer.StartElement(tag, representation, tokenizer.Length + (tokenizer.Length & 1));
        var isOdd = (tokenizer.Length & 1) == 1;
        tokenizer.CopyValueTo(output);
        if (isOdd)
        {
            output.WriteByte(representation.Padding);
        }
    }

    public void Fragments(DicomTokenizer tokenizer, DicomWriter writer)
    {
        writer.StartFragments(tokenizer.Tag, tokenizer.Representation);
        while (tokenizer.Read() && tokenizer.Kind == DicomTokenKind.Fragment)
        {
            writer.StartFragment(tokenizer.Length);
            tokenizer.CopyValueTo(output);
        }

        writer.EndFragments();
    }

    /// <summary>Numbers in the other byte order: inside a sequence of VR UN they are little endian whatever the data set is (PS3.5, 6.2.2 note 2).</summary>
    private static byte[] Swapped(DicomTokenizer tokenizer, int unit)
    {
        var tag = tokenizer.Tag;
        var value = tokenizer.ReadValue().ToArray();
        if (value.Length % unit != 0)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.BrokenStructure, $"The value of {tag} is no whole number of its units.");
        }

        for (var at = 0; at < value.Length; at += unit)
        {
            value.AsSpan(at, unit).Reverse();
        }

        return value;
    }
}
