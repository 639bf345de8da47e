using Workbench.Kernel.Sharing.Tables;

namespace Workbench.Kernel.Languages;

/// <summary>A value on its way from one language to another.</summary>
internal abstract record SharedValue
{
    private SharedValue()
    {
    }

    /// <summary>An object of this process: C# and F# hand it on by reference.</summary>
    public sealed record Reference(object? Value, Type DeclaredType) : SharedValue;

    /// <summary>A table in a file of the Arrow IPC format (file, not stream). The receiver deletes it once it has been read.</summary>
    public sealed record Table(string ArrowFile) : SharedValue;

    /// <summary>A table as columns of this process, for languages that say <see cref="IValueHolder.PrefersTables"/>: they write it in the form that they read.</summary>
    public sealed record Columns(IReadOnlyList<TableColumn> All) : SharedValue;

    /// <summary>A scalar or object as JSON (RFC 8259).</summary>
    public sealed record Json(string Document) : SharedValue;

    /// <summary>Text of a media type.</summary>
    public sealed record Text(string Value, string MimeType) : SharedValue;
}
