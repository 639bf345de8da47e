using System.Reflection;

namespace Workbench.Kernel.CSharp;

/// <summary>A variable at the top level of a cell.</summary>
internal sealed record CSharpVariable(string Name, Type Type, object? Value);

/// <summary>What cells have declared, read from the objects that hold it: one for each cell that ran.</summary>
internal sealed class CSharpVariables
{
    private readonly List<(FieldInfo Field, object Cell)> declared = [];
    private readonly Dictionary<string, int> newest = new(StringComparer.Ordinal);

    /// <summary>Looks at the fields of a cell that was started; those of the same name in earlier cells are hidden by them.</summary>
    public void Add(object? cell)
    {
        if (cell is null)
        {
            return;
        }

        lock (declared)
        {
            foreach (var field in cell.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                if (!field.Name.StartsWith('<'))
                {
                    newest[field.Name] = declared.Count;
                    declared.Add((field, cell));
                }
            }
        }
    }

    /// <summary>In the order of declaration, the newest of each name.</summary>
    public IReadOnlyList<CSharpVariable> All()
    {
        lock (declared)
        {
            return [.. newest.Values.Order().Select(Read)];
        }
    }

    public CSharpVariable? Find(string name)
    {
        lock (declared)
        {
            return newest.TryGetValue(name, out var at) ? Read(at) : null;
        }
    }

    private CSharpVariable Read(int at)
    {
        var (field, cell) = declared[at];
        return new CSharpVariable(field.Name, field.FieldType, field.GetValue(cell));
    }
}
