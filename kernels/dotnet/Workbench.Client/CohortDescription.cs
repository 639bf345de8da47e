using Workbench.Protocol.Broker;

namespace Workbench.Client;

/// <summary>Figures about the columns of a cohort; display it to see them as tables.</summary>
public sealed class CohortDescription
{
    internal CohortDescription(CohortFigures figures)
    {
        Figures = figures;
        Tables = [.. figures.Tables.Select(TableDescription.Of)];
    }

    /// <summary>The tables, with a line for each column.</summary>
    public IReadOnlyList<TableDescription> Tables { get; }

    internal CohortFigures Figures { get; }
}
