using Microsoft.ML;
using Microsoft.ML.Data;

namespace Workbench.Client.Frames;

/// <summary>A column as ML.NET reads it: its type and, for a cursor, a getter of the value in the cursor's current row.</summary>
internal interface IDataViewColumn
{
    string Name { get; }

    DataViewType Type { get; }

    Delegate Getter(ColumnCursor cursor);
}

/// <param name="name">The column's name.</param>
/// <param name="type">Its ML.NET type, whose raw type is <typeparamref name="T"/>.</param>
/// <param name="values">One per row; several trainers share them.</param>
internal sealed class DataViewColumn<T>(string name, DataViewType type, T[] values) : IDataViewColumn
{
    public string Name => name;

    public DataViewType Type => type;

    public Delegate Getter(ColumnCursor cursor)
    {
        ValueGetter<T> getter = (ref T value) => value = values[cursor.Row];
        return getter;
    }
}
