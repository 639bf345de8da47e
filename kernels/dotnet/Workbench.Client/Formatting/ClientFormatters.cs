using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting.Charts;
using Workbench.Client.Formatting.Catalogue;
using Workbench.Client.Formatting.Frames;
using Workbench.Client.Formatting.Images;
using Workbench.Client.Formatting.MachineLearning;
using Workbench.Client.Formatting.Numerics;
using Workbench.Client.Images;

namespace Workbench.Client.Formatting;

/// <summary>
/// Binds the display of cohorts, frames, data views, metrics, matrices, images and charts to
/// <c>Microsoft.DotNet.Interactive.Formatting</c>. The kernel calls <see cref="Register"/> once at its start.
/// </summary>
/// <remarks>
/// A notebook that only adds two numbers must not pay for Deedle, ML.NET or Plotly.NET, so nothing here names one of
/// their types: the formatters of a library are registered when its assembly is first loaded, which is before the
/// first value of one of its types can exist.
/// </remarks>
public static class ClientFormatters
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Pending = new(StringComparer.Ordinal);
    private static bool listening;

    private static readonly Dictionary<string, Action> ByAssembly = new(StringComparer.Ordinal)
    {
        ["Deedle"] = DeedleFormatters.Register,
        ["Microsoft.ML.DataView"] = DataViewFormatters.Register,
        ["Microsoft.ML.Data"] = MetricsFormatters.Register,
        ["Microsoft.Data.Analysis"] = AnalysisFormatters.Register,
        ["MathNet.Numerics"] = MatrixFormatters.Register,
        ["Plotly.NET"] = ChartFormatters.Register,
    };

    /// <summary>
    /// Registers every formatter of this library. Safe to call again, for example after
    /// <c>Formatter.ResetToDefault()</c>. Takes a few milliseconds and loads none of the libraries it formats.
    /// </summary>
    public static void Register()
    {
        CohortFormatters.Register();
        TablePageFormatter.Register();
        ImageFormatters.Register();
        ScanFormatters.Register();
        lock (Gate)
        {
            Pending.UnionWith(ByAssembly.Keys);
            if (!listening)
            {
                AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => RegisterFor(loaded.LoadedAssembly);
                listening = true;
            }
        }

        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            RegisterFor(assembly);
        }
    }

    /// <summary>
    /// The MIME types in which a value is displayed: what <c>Formatter.GetPreferredMimeTypesFor</c> says for its type,
    /// except that bytes which are an image are displayed as that image, that objects of a cohort which have no pixels are displayed as text, and that
    /// HTML which a notebook has registered for a chart or a picture is displayed.
    /// </summary>
    public static IReadOnlyCollection<string> MimeTypesFor(object? value)
    {
        if (value is byte[] bytes && ImageFormat.Of(bytes) is { } image)
        {
            return [image.MimeType, PlainTextFormatter.MimeType];
        }

        if (value is CohortImage { Frames: 0 })
        {
            return [PlainTextFormatter.MimeType];
        }

        var type = value?.GetType() ?? typeof(object);
        return OwnForms.AreReplaced(type) ? [HtmlFormatter.MimeType] : Formatter.GetPreferredMimeTypesFor(type);
    }

    private static void RegisterFor(Assembly assembly)
    {
        if (assembly.IsDynamic || assembly.GetName().Name is not { } name)
        {
            return;
        }

        lock (Gate)
        {
            if (!Pending.Remove(name))
            {
                return;
            }
        }

        ByAssembly[name]();
    }
}
