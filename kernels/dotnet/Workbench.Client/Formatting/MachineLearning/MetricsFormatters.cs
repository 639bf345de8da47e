using Microsoft.ML;
using Microsoft.ML.Data;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.MachineLearning;

/// <summary>ML.NET's quality figures as tables: one line a figure; cross-validation one line a fold, then the mean.</summary>
internal static class MetricsFormatters
{
    public static void Register()
    {
        Register<BinaryClassificationMetrics>("Binary classification", MetricFigures.Of);
        Register<MulticlassClassificationMetrics>("Multiclass classification", MetricFigures.Of);
        Register<RegressionMetrics>("Regression", MetricFigures.Of);
        Register<ClusteringMetrics>("Clustering", MetricFigures.Of);
        Register<RankingMetrics>("Ranking", MetricFigures.Of);
        Register<AnomalyDetectionMetrics>("Anomaly detection", MetricFigures.Of);
        RegisterFolds<CalibratedBinaryClassificationMetrics>();
        TableFormatters.Register<ConfusionMatrix>(ConfusionTable.View);
    }

    private static void Register<T>(string title, Func<T, IReadOnlyList<MetricFigure>> figures)
        where T : class
    {
        TableFormatters.Register<T>(metrics => Lines(title, figures(metrics)));
        RegisterFolds(figures);
    }

    private static void RegisterFolds<T>()
        where T : BinaryClassificationMetrics => RegisterFolds<T>(MetricFigures.Of);

    private static void RegisterFolds<T>(Func<T, IReadOnlyList<MetricFigure>> figures)
        where T : class =>
        TableFormatters.Register<IEnumerable<TrainCatalogBase.CrossValidationResult<T>>>(
            folds => FoldTable.View([.. folds.Select(fold => figures(fold.Metrics))]));

    private static TableView Lines(string title, IReadOnlyList<MetricFigure> figures) =>
        new([new TableColumn("figure"), new TableColumn("value", IsNumber: true), new TableColumn("what it says")],
            [.. figures.Select(figure => (IReadOnlyList<string?>)[figure.Name, figure.Text, figure.Meaning])], null, 0, figures.Count, 3)
        {
            Title = title,
            Noun = "figures",
        };
}
