using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting;
using Workbench.Kernel.Api.Routing;

namespace Workbench.Kernel.Output;

/// <summary>
/// The formatters that the kernel brings along. A cell's <c>Formatter.ResetToDefault()</c> removes them like the user's own, and
/// that was not what the user meant: they are put back before the next value is shown.
/// </summary>
internal static class BuiltInFormatters
{
    private const string Sign = "application/vnd.workbench.registered";

    private static readonly Lock Gate = new();
    private static readonly List<Action> Registrations = [ClientFormatters.Register, JsonNodeFormatters.Register, ByteFormatters.Register, TabularFormatters.Register, LibraryFormatters.Register, KernelFormatters.Register];

    /// <summary>Adds the formatters of a language that was started.</summary>
    public static void Add(Action register)
    {
        lock (Gate)
        {
            Registrations.Add(register);
            register();
        }
    }

    /// <summary>Registers all of them unless they are in force.</summary>
    public static void Ensure()
    {
        if (Formatter.GetPreferredMimeTypesFor(typeof(Mark)).Contains(Sign))
        {
            return;
        }

        lock (Gate)
        {
            Formatter.SetPreferredMimeTypesFor(typeof(Mark), Sign);
            foreach (var register in Registrations)
            {
                register();
            }
        }
    }

    private sealed class Mark;
}
