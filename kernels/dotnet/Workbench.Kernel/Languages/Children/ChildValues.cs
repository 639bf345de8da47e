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
        using var answer = Answer(language.List);
        return [.. answer.RootElement.EnumerateArray().Select(static one => new HeldValue(
            one.GetProperty("name").GetString()!,
            one.GetProperty("type").GetString()!,
            one.GetProperty("shape").GetString(),
            one.GetProperty("preview").GetString()!))];
    }

    /// <exception cref="ValueRefusedException">There is a value that cannot leave.</exception>
    public SharedValue? Get(string name)
    {
        var file = SharedFolder.NewFile(".columns");
        try
        {
            using var answer = Answer(path => language.Give(name, file, path));
            switch (answer.RootElement.GetProperty("kind").GetString())
            {
                case "table":
                    var arrow = SharedFolder.NewFile();
                    ColumnFile.ToArrow(file, arrow);
                    return new SharedValue.Table(arrow);
                case "json":
                    return new SharedValue.Json(answer.RootElement.GetProperty("document").GetString()!);
                case "refused":
                    throw new ValueRefusedException(answer.RootElement.GetProperty("reason").GetString()!);
                default:
                    return null;
            }
        }
        catch (IOException error)
        {
            throw new ValueRefusedException($"'{name}' cannot be handed over: {error.Message}");
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
                case SharedValue.Columns columns:
                    ColumnFile.FromColumns(columns.All, file);
                    return RunUnseen(language.TakeTable(name, file));
                case SharedValue.Table table:
                    ColumnFile.FromArrow(table.ArrowFile, file);
                    File.Delete(table.ArrowFile);
                    return RunUnseen(language.TakeTable(name, file));
                case SharedValue.Json json:
                    File.WriteAllText(file, json.Document);
                    return RunUnseen(language.TakeJson(name, file));
                case SharedValue.Text text:
                    File.WriteAllText(file, JsonSerializer.Serialize(text.Value));
                    return RunUnseen(language.TakeJson(name, file));
                default:
                    return "An object of this process cannot go to another one.";
            }
        }
        catch (Exception error) when (error is IOException or NotSupportedException)
        {
            return $"'{name}' cannot be handed over: {error.Message}";
        }
        finally
        {
            File.Delete(file);
        }
    }

    private JsonDocument Answer(Func<string, string> code)
    {
        var file = SharedFolder.NewFile(".json");
        try
        {
            return RunUnseen(code(file)) is { } error ? throw new ValueRefusedException(error) : JsonDocument.Parse(File.ReadAllBytes(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private string? RunUnseen(string code)
    {
        var reply = child.Ask("execute_request", ChildRequests.Execute(code, isSilent: true, allowInput: false));
        return reply.GetProperty("status").GetString() == "ok" ? null : ChildOutputs.ErrorOf(reply).Value.Trim();
    }
}
