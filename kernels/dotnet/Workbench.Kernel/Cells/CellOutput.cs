using System.Globalization;
using System.Text.Json;
using Workbench.Kernel.Output;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Cells;

/// <summary>What one cell prints and displays. Printed text is bounded; results and displays are not held back by it.</summary>
/// <param name="ioPub">Where it goes.</param>
/// <param name="request">The request that all of it answers.</param>
/// <param name="isSilent">Nothing of it is shown ("Messaging in Jupyter", execute, <c>silent</c>).</param>
internal sealed class CellOutput(IoPub ioPub, JupyterMessage request, bool isSilent)
{
    /// <summary>Printed characters of one cell that clients get. 16 Mi.</summary>
    public const int MaxPrintedChars = 16 << 20;

    private long printed;
    private int displays;

    /// <summary>The message that this cell answers.</summary>
    public JupyterMessage Request => request;

    /// <summary>The number of the cell.</summary>
    public int ExecutionCount { get; init; }

    /// <summary>Who hears what is shown besides the clients; null where nobody asked for it.</summary>
    public IOutputObserver? Observer { get; set; }

    /// <summary>False once the cell's reply has been sent.</summary>
    public bool IsOpen { get; private set; } = true;

    public void Close() => IsOpen = false;

    public void Print(string stream, ReadOnlySpan<char> text)
    {
        Observer?.Printed(stream, text.ToString());
        var before = Interlocked.Add(ref printed, text.Length) - text.Length;
        if (before > MaxPrintedChars)
        {
            return;
        }

        if (before + text.Length <= MaxPrintedChars)
        {
            ioPub.Print(stream, text, request);
            return;
        }

        ioPub.Print(stream, text[..(int)(MaxPrintedChars - before)], request);
        ioPub.Print(
            "stderr",
            string.Create(CultureInfo.InvariantCulture, $"\n[This cell printed more than {MaxPrintedChars >> 20} million characters. The rest is not shown; the cell goes on. Write long text to a file instead.]\n"),
            request);
    }

    /// <summary>Says something of the kernel's own, whatever the cell has printed.</summary>
    public void Notice(string text) => ioPub.Print("stderr", text + "\n", request);

    /// <summary>Does something while nothing can be shown by anybody.</summary>
    public void WhileHeld(Action action) => ioPub.WhileHeld(action);

    /// <summary>Shows values beside the result.</summary>
    /// <param name="value">What was formatted, for those who observe.</param>
    /// <param name="displayId">The id to use; null for a new one.</param>
    /// <returns>The id under which the display can be updated.</returns>
    public string Display(MimeBundle bundle, object? value = null, string? displayId = null)
    {
        var id = displayId ?? string.Create(CultureInfo.InvariantCulture, $"{request.MsgId}.{Interlocked.Increment(ref displays)}");
        Post("display_data", bundle, id);
        Observer?.Displayed(bundle, value, id);
        return id;
    }

    public void Update(string displayId, MimeBundle bundle, object? value = null)
    {
        Post("update_display_data", bundle, displayId);
        Observer?.Updated(bundle, value, displayId);
    }

    /// <summary>
    /// Shows what another process has formatted: an object with <c>data</c>, perhaps <c>metadata</c>, <c>display_id</c> and, to change what
    /// is there, <c>update</c>.
    /// </summary>
    public void Forward(JsonElement display)
    {
        if (isSilent || display.ValueKind != JsonValueKind.Object || !display.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var id = display.TryGetProperty("display_id", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        Observer?.Displayed(MimeBundle.Read(data), null, id);
        var update = id is not null && display.TryGetProperty("update", out var flag) && flag.ValueKind == JsonValueKind.True;
        ioPub.Post(update ? "update_display_data" : "display_data", JupyterJson.Write(writer =>
        {
            writer.WritePropertyName("data"u8);
            data.WriteTo(writer);
            writer.WritePropertyName("metadata"u8);
            if (display.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object)
            {
                metadata.WriteTo(writer);
            }
            else
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
            }

            writer.WriteStartObject("transient"u8);
            if (id is not null)
            {
                writer.WriteString("display_id"u8, id);
            }

            writer.WriteEndObject();
        }), request);
    }

    public void Result(MimeBundle bundle, int executionCount, object? value = null)
    {
        Observer?.Returned(bundle, value);
        if (!isSilent)
        {
            ioPub.Post("execute_result", bundle.ToContent(null, executionCount), request);
        }
    }

    /// <summary>Publishes a message of another kernel as one of this cell.</summary>
    /// <param name="msgType">Such as <c>display_data</c>.</param>
    public void Forward(string msgType, ReadOnlyMemory<byte> content)
    {
        if (Observer is { } observer && msgType is "display_data" or "execute_result")
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = JupyterJson.MaxDepth });
            var bundle = MimeBundle.Read(document.RootElement.GetProperty("data"));
            if (msgType == "execute_result")
            {
                observer.Returned(bundle, null);
            }
            else
            {
                observer.Displayed(bundle, null, null);
            }
        }

        if (!isSilent)
        {
            ioPub.Post(msgType, content, request);
        }
    }

    /// <summary>Publishes a result of another kernel under this notebook's execution count.</summary>
    public void ForwardResult(ReadOnlyMemory<byte> content)
    {
        using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = JupyterJson.MaxDepth });
        Forward("execute_result", JupyterJson.Write((document.RootElement, ExecutionCount), static (writer, result) =>
        {
            writer.WriteNumber("execution_count"u8, result.ExecutionCount);
            foreach (var member in result.RootElement.EnumerateObject().Where(static one => one.Name != "execution_count"))
            {
                member.WriteTo(writer);
            }
        }));
    }

    public void Clear(bool wait) => ioPub.Post("clear_output", JupyterJson.Write(wait, static (writer, wait) => writer.WriteBoolean("wait"u8, wait)), request);

    public void Error(CellError error)
    {
        Observer?.Failed(error);
        if (!isSilent)
        {
            ioPub.Post("error", JupyterJson.Write(error.WriteMembers), request);
        }
    }

    private void Post(string msgType, MimeBundle bundle, string displayId)
    {
        if (!isSilent)
        {
            ioPub.Post(msgType, bundle.ToContent(displayId, null), request);
        }
    }
}
