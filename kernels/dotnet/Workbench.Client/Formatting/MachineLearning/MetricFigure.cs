using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.MachineLearning;

/// <summary>One quality figure of a model.</summary>
/// <param name="Name">Its usual name.</param>
/// <param name="Value">Its value; NaN where it is not defined, for example an AUC of a fold with one class only.</param>
/// <param name="Meaning">What it says, in plain words.</param>
internal sealed record MetricFigure(string Name, double Value, string Meaning)
{
    public string Text => CellText.Of(Value) ?? "not defined";
}
