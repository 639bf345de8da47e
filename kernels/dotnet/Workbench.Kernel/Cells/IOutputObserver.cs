using Workbench.Kernel.Output;

namespace Workbench.Kernel.Cells;

/// <summary>Hears what a cell shows while it is shown; called on the threads that show it.</summary>
internal interface IOutputObserver
{
    void Printed(string stream, string text);

    /// <param name="value">The value itself; null where another process formatted it.</param>
    void Displayed(MimeBundle bundle, object? value, string? displayId);

    void Updated(MimeBundle bundle, object? value, string displayId);

    void Returned(MimeBundle bundle, object? value);

    void Failed(CellError error);
}
