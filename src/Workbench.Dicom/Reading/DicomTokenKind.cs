namespace Workbench.Dicom.Reading;

/// <summary>What <see cref="DicomTokenizer.Read"/> came to.</summary>
public enum DicomTokenKind
{
    /// <summary>Nothing was read yet.</summary>
    None,

    /// <summary>An element with a value that is no sequence.</summary>
    Element,

    /// <summary>A sequence of items begins.</summary>
    SequenceStart,

    SequenceEnd,

    ItemStart,

    ItemEnd,

    /// <summary>Encapsulated pixel data begins (PS3.5, A.4); its first fragment is the basic offset table.</summary>
    FragmentsStart,

    Fragment,

    FragmentsEnd,

    /// <summary>The file ended where a data set may end.</summary>
    End,
}
