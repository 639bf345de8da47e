namespace Workbench.Cohorts.Broker.Filters;

/// <summary>Leaves the walk through the tree at the first thing that is not allowed; never leaves this folder.</summary>
internal sealed class FilterRefusedException(string construct) : Exception
{
    /// <summary>As it ends the sentence "A filter cannot hold …".</summary>
    public string Construct { get; } = construct;
}
