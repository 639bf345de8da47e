namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>What surrounds an element, since an action on a sequence reaches into its items.</summary>
internal enum Surroundings
{
    DataSet,

    /// <summary>A sequence that the basic profile keeps.</summary>
    Sequence,

    /// <summary>A sequence that only an option retains; without it everything in it would be gone.</summary>
    Retained,

    /// <summary>A sequence that an option cleans: text in it is cleaned too.</summary>
    Cleaned,

    /// <summary>A sequence with action D: text, dates and bytes become dummies.</summary>
    Dummy,
}
