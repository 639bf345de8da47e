using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workbench.Kernel.Languages.Children.R;

/// <summary>Values of R, by the hidden list of functions that kernels/r/values/values.R makes.</summary>
internal sealed partial class RValues : IChildValues
{
    private static readonly HashSet<string> Keywords =
        ["if", "else", "repeat", "while", "function", "for", "next", "break", "TRUE", "FALSE", "NULL", "Inf", "NaN", "NA", "in"];

    public string Setup => ChildResources.Read("values.R");

    public string List(string answer) => $".workbench$answer(.workbench$variables(), {Text(answer)})";

    public string Give(string name, string file, string answer) => $".workbench$answer(.workbench$give({Text(name)}, {Text(file)}), {Text(answer)})";

    public string TakeTable(string name, string file) => $".workbench$take_table({Text(name)}, {Text(file)})";

    public string TakeJson(string name, string file) => $".workbench$take_json({Text(name)}, {Text(file)})";

    public bool IsName(string name) => Identifier().IsMatch(name) && !Keywords.Contains(name);

    // Names and paths hold nothing that JSON and R write differently.
    private static string Text(string text) => JsonSerializer.Serialize(text);

    [GeneratedRegex(@"^([A-Za-z]|\.(?![0-9]))[A-Za-z0-9._]*$")]
    private static partial Regex Identifier();
}
