using System.Text.Json;
using Workbench.Kernel.Cells;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Languages.Children;

/// <summary>Hands on what a child publishes as outputs of the running cell; an error is kept for the cell's end.</summary>
internal sealed class ChildOutputs(CellOutput output)
{
    /// <summary>The error that the child reported, or null.</summary>
    public CellError? Error { get; private set; }

    public void Take(JupyterMessage message)
    {
        switch (message.MsgType)
        {
            case "stream":
                using (var content = message.ParseContent())
                {
                    output.Print(content.RootElement.GetProperty("name").GetString()!, content.RootElement.GetProperty("text").GetString());
                }

                break;
            case "display_data" or "update_display_data" or "clear_output":
                output.Forward(message.MsgType, message.ContentJson);
                break;
            case "execute_result":
                output.ForwardResult(message.ContentJson);
                break;
            case "error":
                using (var content = message.ParseContent())
                {
                    Error = ErrorOf(content.RootElement);
                }

                break;
        }
    }

    /// <param name="content">Of an error, or of a reply that tells of one.</param>
    public static CellError ErrorOf(JsonElement content)
    {
        string Text(string name) => content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return new CellError(
            Text("ename"),
            Text("evalue"),
            content.TryGetProperty("traceback", out var lines) && lines.ValueKind == JsonValueKind.Array ? [.. lines.EnumerateArray().Select(static line => line.ToString())] : []);
    }
}
