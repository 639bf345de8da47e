using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Writing;

namespace Workbench.Dicom.Tests.Data;

/// <summary>An element of a generated data set: a value, or the items of a sequence, or fragments.</summary>
internal sealed record TestElement(DicomTag Tag, ValueRepresentation Representation, byte[]? Value, IReadOnlyList<IReadOnlyList<TestElement>>? Items = null, IReadOnlyList<byte[]>? Fragments = null);

/// <summary>Generated data sets, written by the writer and read back by the tokenizer.</summary>
internal static class DataSets
{
    private static readonly (DicomTag Tag, ValueRepresentation Representation)[] Public =
    [
        (new(0x0008, 0x0020), ValueRepresentation.DA), (new(0x0008, 0x0060), ValueRepresentation.CS), (new(0x0008, 0x1030), ValueRepresentation.LO),
        (new(0x0010, 0x0010), ValueRepresentation.PN), (new(0x0010, 0x0020), ValueRepresentation.LO), (new(0x0018, 0x0050), ValueRepresentation.DS),
        (new(0x0020, 0x000D), ValueRepresentation.UI), (new(0x0028, 0x0010), ValueRepresentation.US), (new(0x0040, 0xA160), ValueRepresentation.UT),
    ];

    public static Gen<IReadOnlyList<TestElement>> Generator(int depth) =>
        from elements in Gen.SubListOf(Public).SelectMany(chosen => Gen.CollectToArray(chosen, field => Value(field.Representation).Select(value => new TestElement(field.Tag, field.Representation, value))))
        from sequence in depth == 0
            ? Gen.Constant<TestElement?>(null)
            : Gen.OneOf(Gen.Constant<TestElement?>(null), Sequence(depth))
        select (IReadOnlyList<TestElement>)[.. (sequence is null ? elements : [.. elements, sequence]).OrderBy(element => element.Tag)];

    private static Gen<TestElement?> Sequence(int depth) =>
        from count in Gen.Choose(0, 3)
        from items in Gen.CollectToArray(Enumerable.Range(0, count), _ => Generator(depth - 1))
        select (TestElement?)new TestElement(new DicomTag(0x0040, 0xA730), ValueRepresentation.SQ, null, items);

    private static Gen<byte[]> Value(ValueRepresentation representation) =>
        representation == ValueRepresentation.US
            ? Gen.Choose(0, 255).ArrayOf(2).Select(bytes => bytes.Select(value => (byte)value).ToArray())
            : Gen.Elements("ABCDEFGHIJ0123456789^. ".ToCharArray()).ArrayOf().Select(text => Encoding.ASCII.GetBytes(text.Take(60).ToArray()));

    public static byte[] Write(IReadOnlyList<TestElement> elements, TransferSyntax syntax)
    {
        using var file = new MemoryStream();
        DicomWriter.WriteMeta(file, syntax, "1.2.840.10008.5.1.4.1.1.2"u8, "2.25.1"u8, "2.25.2"u8, "TEST"u8);
        var writer = new DicomWriter(file, syntax);
        Write(writer, file, elements);
        return file.ToArray();
    }

    public static IReadOnlyList<TestElement> Read(byte[] file, DicomLimits? limits = null)
    {
        using var tokenizer = new DicomTokenizer(new MemoryStream(file), limits: limits);
        while (tokenizer.Read() && tokenizer.IsMeta)
        {
        }

        return ReadLevel(tokenizer, DicomTokenKind.End);
    }

    private static void Write(DicomWriter writer, Stream file, IReadOnlyList<TestElement> elements)
    {
        foreach (var element in elements)
        {
            if (element.Items is { } items)
            {
                writer.StartSequence(element.Tag);
                foreach (var item in items)
                {
                    writer.StartItem();
                    Write(writer, file, item);
                    writer.EndItem();
                }

                writer.EndSequence();
            }
            else if (element.Fragments is { } fragments)
            {
                writer.StartFragments(element.Tag, element.Representation);
                foreach (var fragment in fragments)
                {
                    writer.StartFragment(fragment.Length);
                    file.Write(fragment);
                }

                writer.EndFragments();
            }
            else
            {
                writer.WriteElement(element.Tag, element.Representation, element.Value);
            }
        }
    }

    /// <summary>Reads the elements from the current token to the given end.</summary>
    private static List<TestElement> ReadLevel(DicomTokenizer tokenizer, DicomTokenKind end)
    {
        var elements = new List<TestElement>();
        while (tokenizer.Kind != end)
        {
            var (tag, representation) = (tokenizer.Tag, tokenizer.Representation);
            switch (tokenizer.Kind)
            {
                case DicomTokenKind.Element:
                    elements.Add(new TestElement(tag, representation, tokenizer.ReadValue().ToArray()));
                    break;
                case DicomTokenKind.SequenceStart:
                    var items = new List<IReadOnlyList<TestElement>>();
                    while (tokenizer.Read() && tokenizer.Kind == DicomTokenKind.ItemStart)
                    {
                        tokenizer.Read();
                        items.Add(ReadLevel(tokenizer, DicomTokenKind.ItemEnd));
                    }

                    elements.Add(new TestElement(tag, representation, null, items));
                    break;
                case DicomTokenKind.FragmentsStart:
                    var fragments = new List<byte[]>();
                    while (tokenizer.Read() && tokenizer.Kind == DicomTokenKind.Fragment)
                    {
                        fragments.Add(tokenizer.ReadValue().ToArray());
                    }

                    elements.Add(new TestElement(tag, representation, null, null, fragments));
                    break;
                default:
                    throw new InvalidOperationException($"{tokenizer.Kind} is out of place.");
            }

            tokenizer.Read();
        }

        return elements;
    }

    /// <summary>The elements as text, values padded as the writer pads them, so that two data sets can be compared.</summary>
    public static string Describe(IReadOnlyList<TestElement> elements) =>
        string.Join('\n', elements.Select(element => element switch
        {
            { Items: { } items } => $"{element.Tag} SQ [{string.Join(" | ", items.Select(Describe))}]",
            { Fragments: { } fragments } => $"{element.Tag} {element.Representation} <{string.Join(' ', fragments.Select(Convert.ToHexString))}>",
            _ => $"{element.Tag} {element.Representation} {Convert.ToHexString(Padded(element))}",
        }));

    private static byte[] Padded(TestElement element) =>
        element.Value!.Length % 2 == 0 ? element.Value : [.. element.Value, element.Representation.Padding];
}
