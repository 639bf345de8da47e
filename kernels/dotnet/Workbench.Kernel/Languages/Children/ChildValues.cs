using System.Text;
using System.Text.Json;
using Workbench.Kernel.Sharing;
using Workbench.Kernel.Sharing.Tables;

namespace Workbench.Kernel.Languages.Children;

/// <summary>
/// Values on their way into a child and out of it. Tables go as files of columns, which numpy and R read without any package;
/// everything else as JSON.
/// </summary>
internal sealed class ChildValues(ChildKernel child, IChildValues language)
{
    public IReadOnlyList<HeldValue> List()
    {
        var (printed, _) = RunUnseen(language.List);
        if (printed.Length == 0)
        {
            return [];
        }

        using var document = JsonDocument.Parse(printed);
        return [.. document.RootElement.EnumerateArray().Select(static one => new HeldValue(
            one.GetProperty("name").GetString()!,
            one.GetProperty("type").GetString()!,
            one.GetProperty("shape").GetString(),
            one.GetProperty("preview").GetString()!))];
    }

    public SharedValue? Get(string name)
    {
        var file = SharedFolder.NewFile(".columns");
        try
        {
            var (printed, error) = RunUnseen(language.Give(name, file));
            if (error is not null)
            {
                throw new InvalidOperationException(error);
            }

            using var answer = JsonDocument.Parse(printed);
            switch (answer.RootElement.GetProperty("kind").GetString())
            {
                case "table":
                    var arrow = SharedFolder.NewFile();
                    ColumnFile.ToArrow(file, arrow);
                    return new SharedValue.Table(arrow);
                case "json":
                    return new SharedValue.Json(answer.RootElement.GetProperty("document").GetString()!);
                case "refused":
                    throw new InvalidOperationException(answer.RootElement.GetProperty("reason").GetString());
                default:
                    return null;
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    public string? Set(string name, SharedValue value)
    {
        var file = SharedFolder.NewFile(".columns");
        try
        {
            switch (value)
            {
                case SharedValue.Table table:
                    ColumnFile.FromArrow(table.ArrowFile, file);
                    File.Delete(table.ArrowFile);
                    return RunUnseen(language.TakeTable(name, file)).Error;
                case SharedValue.Json json:
                    File.WriteAllText(file, json.Document);
                    return RunUnseen(language.TakeJson(name, file)).Error;
                case SharedValue.Text text:
                    File.WriteAllText(file, JsonSerializer.Serialize(text.Value));
                    return RunUnseen(language.TakeJson(name, file)).Error;
                default:
                    return "An object of this process cannot go to another one.";
            }
        }
        catch (IOException error)
        {
            return $"The value cannot be handed over: {error.Message}";
        }
        finally
        {
            File.Delete(file);
        }
    }

    private (string Printed, string? Error) RunUnseen(string code)
    {
        var printed = new StringBuilder();
        var reply = child.Ask("execute_request", ChildRequests.Execute(code, isSilent: true, allowInput: false), message =>
        {
            if (message.MsgType == "stream")
            {
                using var content = message.ParseContent();
                if (content.RootElement.GetProperty("name").GetString() == "stdout")
                {
                    printed.Append(content.RootElement.GetProperty("text").GetString());
                }
            }
        });
        return (printed.ToString(), reply.GetProperty("status").GetString() == "ok" ? null : ChildOutputs.ErrorOf(reply).Value);
    }
}
