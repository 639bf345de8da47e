using System.Collections.Concurrent;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Client.Formatting;

/// <summary>
/// Types that are shown as data or pictures and not as HTML. When a notebook registers HTML of its own for one of them, that is
/// what it wants to see.
/// </summary>
internal static class OwnForms
{
    private static readonly ConcurrentDictionary<Type, ITypeFormatter> Html = new();

    /// <summary>To be called after the formatters of the type were registered.</summary>
    public static void Remember(Type type) => Html[type] = Formatter.GetPreferredFormatterFor(type, HtmlFormatter.MimeType);

    /// <summary>Whether somebody has registered other HTML for the type, or for what it derives from.</summary>
    public static bool AreReplaced(Type type)
    {
        foreach (var (known, own) in Html)
        {
            if (known.IsAssignableFrom(type) && !ReferenceEquals(Formatter.GetPreferredFormatterFor(known, HtmlFormatter.MimeType), own))
            {
                return true;
            }
        }

        return false;
    }
}
