using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workbench.Kernel.Languages.Children.Python;

/// <summary>Values of Python, by the module that kernels/python/values/values.py becomes in the child.</summary>
internal sealed partial class PythonValues : IChildValues
{
    private const string Module = "__import__('sys').modules['_workbench_values']";

    private static readonly HashSet<string> Keywords =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally",
        "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];

    // In a module of its own, so that nothing of it is among the user's names.
    public string Setup =>
        "import sys as _s, types as _t\n_s.modules['_workbench_values'] = _t.ModuleType('_workbench_values')\n"
        + $"exec(compile({Text(ChildResources.Read("values.py"))}, 'values.py', 'exec'), _s.modules['_workbench_values'].__dict__)\ndel _s, _t";

    public string List(string answer) => $"{Module}.answer({Module}.variables(), {Text(answer)})";

    public string Give(string name, string file, string answer) => $"{Module}.answer({Module}.give({Text(name)}, {Text(file)}), {Text(answer)})";

    public string TakeTable(string name, string file) => $"{Module}.take_table({Text(name)}, {Text(file)})";

    public string TakeJson(string name, string file) => $"{Module}.take_json({Text(name)}, {Text(file)})";

    public bool IsName(string name) => Identifier().IsMatch(name) && !Keywords.Contains(name);

    // A JSON string is a Python string too (RFC 8259, 7; Python 3, 2.4.1).
    private static string Text(string text) => JsonSerializer.Serialize(text);

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N}_]*$")]
    private static partial Regex Identifier();
}
