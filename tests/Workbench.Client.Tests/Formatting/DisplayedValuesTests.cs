using Deedle;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.ML;
using Microsoft.ML.Data;
using Workbench.Client.Columns;
using Workbench.Client.Formatting;
using Workbench.Client.Frames;

namespace Workbench.Client.Tests.Formatting;

/// <summary>The table of displays: which value gives which MIME types, with what in them.</summary>
public class DisplayedValuesTests
{
    private const string Html = "text/html";
    private const string Text = "text/plain";

    static DisplayedValuesTests() => ClientFormatters.Register();

    private static readonly Frame<int, string> Frame = DeedleFrame.From(
    [
        new Column<string>("na<me>", ["<script>alert(1)</script>", null!], [false, true]),
        new Column<double>("score", [1.23456789, double.NaN], [false, true]),
        new Column<long>("days", [1234567, 2], null),
        new Column<bool>("alive", [true, false], null),
        new Column<DateTime>("seen", [new DateTime(2001, 2, 3), new DateTime(2001, 2, 3, 4, 5, 6)], null),
    ]);

    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

    private static IDataView View => new ColumnDataView(
    [
        new Column<ReadOnlyMemory<char>>("diag<nosis>", ["<M>".AsMemory(), "B".AsMemory()], null),
        new Column<float>("area", [12.5f, float.NaN], [false, true]),
    ]);

    public static TheoryData<string, object, string[], string, string[]> Values()
    {
        var context = new MLContext(seed: 1);
        var scored = context.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Scored { Label = i % 2 == 0, Score = i % 2 == 0 ? 1 : -1, PredictedLabel = i % 2 == 0, Probability = i % 2 == 0 ? 0.9f : 0.1f }));
        var metrics = context.BinaryClassification.Evaluate(scored);
        var data = new TheoryData<string, object, string[], string, string[]>();
        void Add(string name, object value, string mimeType, params string[] snippets) =>
            data.Add(name, value, [Html, Text], mimeType, snippets);

        Add("frame", Frame, Html,
            "<th scope=\"col\" title=\"text\">na&lt;me&gt;</th>", "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>", "<td class=\"wb-missing\">missing</td>",
            "<td class=\"wb-number\">1.23457</td>", "<td class=\"wb-number\">1234567</td>", "<td>true</td>", "<td>2001-02-03</td>", "<td>2001-02-03 04:05:06</td>",
            "<th scope=\"row\" class=\"wb-key\">0</th>", "<p class=\"wb-note\">2 rows</p>");
        Add("frame", Frame, Text, "na<me>", "1.23457", "<missing>", "2 rows");
        Add("series", Frame.GetColumn<double>("score"), Html, "1.23457", "missing", "2 values");
        Add("series of objects", Frame.Rows[0], Html, "&lt;script&gt;", "days", "5 values");
        Add("frame with text keys", Frame.IndexRowsWith(new[] { "<a>", "b" }), Html, "class=\"wb-key\">&lt;a&gt;</th>");
        Add("empty frame", DeedleFrame.From([new Column<string>("na<me>", [], null)]), Html, "na&lt;me&gt;", "0 rows");
        Add("frame without columns", DeedleFrame.From([]), Text, "0 rows");
        Add("data view", View, Html, "diag&lt;nosis&gt;", "<td>&lt;M&gt;</td>", "<td class=\"wb-missing\">missing</td>", "12.5", "2 rows");
        Add("data view", View, Text, "area", "12.5", "2 rows");
        Add("transformed view", context.Transforms.Concatenate("Features", "area", "area", "area", "area", "area", "area").Fit(View).Transform(View), Html, "[12.5, 12.5, 12.5, 12.5, … 6 in all]");
        Add("data frame", AnalysisFrame.From([new Column<string>("x", ["<b>", null!], [false, true])]), Html, "<td>&lt;b&gt;</td>", "missing", "<th class=\"wb-key\">index</th>");
        Add("data frame column", new DoubleDataFrameColumn("x", new[] { 1.5, 2 }), Text, "index", "1.5");
        Add("matrix", Matrix<double>.Build.DenseOfArray(new[,] { { 1.5, 2 }, { double.NaN, 4 } }), Html, "2 × 2 matrix of double", "<td class=\"wb-number\">1.5</td>", "NaN");
        Add("vector", Vector<double>.Build.Dense(3, 7), Text, "vector of 3 double", "7", "3 values");
        Add("binary metrics", metrics, Html, "AUC", "Sensitivity", "Log-loss", "guessing");
        Add("confusion matrix", metrics.ConfusionMatrix, Html, "truly positive", "predicted negative", "20 cases");
        Add("regression metrics", context.Regression.Evaluate(context.Data.LoadFromEnumerable(Enumerable.Range(0, 9).Select(i => new Fitted { Label = i, Score = i + 1 }))), Text, "RMSE", "MAE", "1");
        Add("no image", new byte[] { 1, 2, 255 }, Text, "3 bytes: 0102FF");
        data.Add("image", Png, ["image/png", Text], "image/png", ["iVBORw0KGgo"]);
        data.Add("image", Png, ["image/png", Text], Text, ["PNG image, 1 × 1 pixels"]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Value_is_displayed_as(string name, object value, string[] mimeTypes, string mimeType, string[] snippets)
    {
        if (name != "no image")
        {
            Assert.Equal(mimeTypes.Order(), ClientFormatters.MimeTypesFor(value).Order());
        }
        var shown = value.ToDisplayString(mimeType);

        Assert.All(snippets, snippet => Assert.Contains(snippet, shown));
        Assert.DoesNotContain("<script", mimeType == Html ? shown : "");
        Assert.DoesNotContain("style=", shown);
    }

    [Fact]
    public void Multiclass_metrics_and_cross_validation_are_tables()
    {
        var context = new MLContext(seed: 1);
        var random = new Random(3);
        var data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 120).Select(i => new Point { Label = i % 3, Features = [i % 3 + (float)random.NextDouble() / 10, 1] }));
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label").Append(context.MulticlassClassification.Trainers.NaiveBayes());

        var folds = context.MulticlassClassification.CrossValidate(data, pipeline, numberOfFolds: 3, seed: 1);
        var shown = folds.ToDisplayString(Html);

        Assert.Contains("fold 3", shown);
        Assert.Contains("standard deviation", shown);
        Assert.Contains("Mean accuracy of classes", shown);
        Assert.Contains("Log-loss", folds[0].Metrics.ToDisplayString(Text));
    }

    private sealed class Scored
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public bool PredictedLabel { get; set; }

        public float Probability { get; set; }
    }

    private sealed class Fitted
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }

    private sealed class Point
    {
        public float Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
