using Microsoft.ML.Data;

namespace Workbench.Client.Formatting.MachineLearning;

/// <summary>Which figures are shown for which kind of model, in the order in which people ask for them.</summary>
internal static class MetricFigures
{
    public static IReadOnlyList<MetricFigure> Of(BinaryClassificationMetrics metrics)
    {
        List<MetricFigure> figures =
        [
            new("AUC", metrics.AreaUnderRocCurve, "chance that a positive case scores above a negative one; 0.5 is guessing"),
            new("Accuracy", metrics.Accuracy, "share of right answers at the model's threshold"),
            new("Sensitivity", metrics.PositiveRecall, "share of the positive cases that were found"),
            new("Specificity", metrics.NegativeRecall, "share of the negative cases that were left alone"),
            new("Precision", metrics.PositivePrecision, "share of the raised alarms that were right"),
            new("F1", metrics.F1Score, "harmonic mean of precision and sensitivity"),
            new("AUPRC", metrics.AreaUnderPrecisionRecallCurve, "area under the precision-recall curve"),
        ];
        if (metrics is CalibratedBinaryClassificationMetrics calibrated)
        {
            figures.Add(new("Log-loss", calibrated.LogLoss, "how far the probabilities are from the truth, in bits; 0 is perfect"));
        }
        return figures;
    }

    public static IReadOnlyList<MetricFigure> Of(MulticlassClassificationMetrics metrics) =>
    [
        new("Accuracy", metrics.MicroAccuracy, "share of right answers over all cases"),
        new("Mean accuracy of classes", metrics.MacroAccuracy, "share of right answers, each class counting the same"),
        new("Log-loss", metrics.LogLoss, "how far the probabilities are from the truth; 0 is perfect"),
        new("Log-loss reduction", metrics.LogLossReduction, "gain over always guessing the class shares; 1 is perfect"),
    ];

    public static IReadOnlyList<MetricFigure> Of(RegressionMetrics metrics) =>
    [
        new("R²", metrics.RSquared, "share of the variance explained; can be below 0"),
        new("RMSE", metrics.RootMeanSquaredError, "root of the mean squared error, in units of the label"),
        new("MAE", metrics.MeanAbsoluteError, "mean absolute error, in units of the label"),
    ];

    public static IReadOnlyList<MetricFigure> Of(ClusteringMetrics metrics) =>
    [
        new("Average distance", metrics.AverageDistance, "mean distance to the own centre; smaller is tighter"),
        new("Davies-Bouldin index", metrics.DaviesBouldinIndex, "overlap of the clusters; smaller is better"),
        new("Normalised mutual information", metrics.NormalizedMutualInformation, "agreement with known labels; 1 is perfect"),
    ];

    public static IReadOnlyList<MetricFigure> Of(RankingMetrics metrics) =>
        [.. metrics.NormalizedDiscountedCumulativeGains.Select((gain, rank) =>
            new MetricFigure($"NDCG@{rank + 1}", gain, $"quality of the first {rank + 1} places; 1 is perfect"))];

    public static IReadOnlyList<MetricFigure> Of(AnomalyDetectionMetrics metrics) =>
    [
        new("AUC", metrics.AreaUnderRocCurve, "chance that an anomaly scores above a normal case; 0.5 is guessing"),
        new("Detection rate", metrics.DetectionRateAtFalsePositiveCount, "share of the anomalies found within the allowed false alarms"),
    ];
}
