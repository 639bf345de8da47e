using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.MachineLearning;

/// <summary>Cross-validation: a line a fold, and the mean and standard deviation over the folds.</summary>
internal static class FoldTable
{
    public static TableView View(IReadOnlyList<IReadOnlyList<MetricFigure>> folds)
    {
        if (folds.Count == 0)
        {
            return new TableView([], [], null, 0, 0, 0) { Noun = "folds" };
        }
        var figures = Enumerable.Range(0, folds[0].Count).ToArray();
        var rows = folds.Select(fold => Row(fold.Select(figure => figure.Value))).ToList();
        var columns = figures.Select(figure => folds.Select(fold => fold[figure].Value).ToArray()).ToArray();
        rows.Add(Row(columns.Select(values => values.Average())));
        rows.Add(Row(columns.Select(StandardDeviation)));
        return new TableView(
            [.. figures.Select(figure => new TableColumn(folds[0][figure].Name, IsNumber: true, folds[0][figure].Meaning))],
            rows,
            [.. folds.Select((_, fold) => $"fold {fold + 1}"), "mean", "standard deviation"],
            0, rows.Count, figures.Length)
        {
            Title = "Cross-validation",
            Note = $"{folds.Count} folds",
        };
    }

    private static IReadOnlyList<string?> Row(IEnumerable<double> values) =>
        [.. values.Select(value => CellText.Of(value) ?? "not defined")];

    private static double StandardDeviation(double[] values)
    {
        var mean = values.Average();
        return values.Length < 2 ? double.NaN : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
