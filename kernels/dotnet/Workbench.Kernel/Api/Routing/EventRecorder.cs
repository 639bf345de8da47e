using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Workbench.Kernel.Cells;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Api.Routing;

/// <summary>Keeps what is shown while a command is carried out, as the events that whoever sent it reads.</summary>
/// <param name="outer">Who listened before: a command that is part of another one is heard by both.</param>
internal sealed class EventRecorder(KernelCommand command, IOutputObserver? outer) : IOutputObserver
{
    private readonly Lock gate = new();
    private readonly List<KernelEvent> events = [];

    public IOutputObserver? Outer => outer;

    public IReadOnlyList<KernelEvent> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    public void Add(KernelEvent one)
    {
        lock (gate)
        {
            events.Add(one);
        }
    }

    public void Printed(string stream, string text)
    {
        outer?.Printed(stream, text);
        FormattedValue[] written = [new("text/plain", text)];
        Add(stream == "stderr" ? new StandardErrorValueProduced(command, written) : new StandardOutputValueProduced(command, written));
    }

    public void Displayed(MimeBundle bundle, object? value, string? displayId)
    {
        outer?.Displayed(bundle, value, displayId);
        Add(new DisplayedValueProduced(value, command, Values(bundle), displayId));
    }

    public void Updated(MimeBundle bundle, object? value, string displayId)
    {
        outer?.Updated(bundle, value, displayId);
        Add(new DisplayedValueUpdated(value, displayId, command, Values(bundle)));
    }

    public void Returned(MimeBundle bundle, object? value)
    {
        outer?.Returned(bundle, value);
        Add(new ReturnValueProduced(value, command, Values(bundle)));
    }

    public void Failed(CellError error)
    {
        outer?.Failed(error);
        Add(new ErrorProduced(error.Value, command, [new FormattedValue("text/plain", string.Join('\n', error.Traceback))]));
    }

    private static FormattedValue[] Values(MimeBundle bundle) => [.. bundle.Parts.Select(static part => new FormattedValue(part.Key, part.Value))];
}
