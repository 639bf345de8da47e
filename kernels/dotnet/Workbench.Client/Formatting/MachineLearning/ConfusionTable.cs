using Microsoft.ML.Data;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.MachineLearning;

/// <summary>A confusion matrix: a line a true class, a column a predicted class, and the recall of each line.</summary>
internal static class ConfusionTable
{
    public static TableView View(ConfusionMatrix matrix)
    {
        var names = Names(matrix);
        var rows = matrix.Counts.Select((counts, actual) => (IReadOnlyList<string?>)
        [
            .. counts.Select(count => CellText.Of(count)),
            CellText.Of(matrix.PerClassRecall[actual]) ?? "not defined",
        ]);
        var columns = names.Select(name => new TableColumn($"predicted {name}", IsNumber: true));
        return new TableView(
            [.. columns, new TableColumn("found (recall)", IsNumber: true)],
            [.. rows], [.. names.Select(name => $"truly {name}")], 0, matrix.NumberOfClasses, matrix.NumberOfClasses + 1)
        {
            Title = "Confusion matrix",
            Note = $"{CellText.Of(matrix.Counts.Sum(counts => counts.Sum()))} cases",
        };
    }

    /// <summary>ML.NET keeps a binary matrix with the positive class first.</summary>
    private static string[] Names(ConfusionMatrix matrix) =>
        matrix.NumberOfClasses == 2 ? ["positive", "negative"] : [.. Enumerable.Range(0, matrix.NumberOfClasses).Select(index => $"class {index}")];
}
