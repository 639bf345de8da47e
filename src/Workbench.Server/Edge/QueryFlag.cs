namespace Workbench.Server.Edge;

/// <summary>A switch in an address: "1" and "true" set it, "0" and "false" do not, anything else is malformed.</summary>
internal readonly record struct QueryFlag(bool IsSet)
{
    public static bool TryParse(string? text, out QueryFlag flag)
    {
        flag = new QueryFlag(text is "1" or "true");
        return text is "1" or "true" or "0" or "false";
    }
}
