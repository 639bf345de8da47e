using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Reading;

/// <summary>What came of reading a row.</summary>
public enum RawRead
{
    Row,
    End,
    Refused,
}

/// <summary>
/// Reads one raw file row by row and holds one row at a time, whatever the size of the file. Every value is UTF-8 text until its
/// column's declared type accepts it. A file that is not exactly what its format says is refused, not repaired.
/// </summary>
public abstract class RawTableReader : IDisposable
{
    /// <summary>Names of the columns, in the order of the file.</summary>
    public IReadOnlyList<string> Header { get; protected set; } = [];

    /// <summary>Number of the row that was read last, from 1.</summary>
    public long Row { get; protected set; }

    /// <summary>Line in which the row starts, from 1, for files that have lines.</summary>
    public virtual long? Line => null;

    /// <summary>Why reading ended, after <see cref="RawRead.Refused"/>.</summary>
    public SourceRefusal? Refusal { get; protected set; }

    /// <summary>How far the reading is, in bytes of the file; an estimate where the format has no such position.</summary>
    public abstract long Position { get; }

    /// <summary>Reads the names of the columns. To be called once, first.</summary>
    public abstract RawRead ReadHeader();

    /// <summary>Reads the next row.</summary>
    public abstract RawRead Read();

    /// <summary>A field of the row that was read last: its text in UTF-8, empty when missing. Valid until the next row is read.</summary>
    public abstract ReadOnlySpan<byte> Field(int column);

    /// <summary>Lower-case SHA-256 of the file, after <see cref="RawRead.End"/>.</summary>
    public abstract string Sha256();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
