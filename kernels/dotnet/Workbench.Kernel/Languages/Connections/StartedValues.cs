using Workbench.Kernel.Languages.Children;

namespace Workbench.Kernel.Languages.Connections;

/// <summary>The values of a child that runs a script of the user's before anything else.</summary>
internal sealed class StartedValues(IChildValues values, string? script) : IChildValues
{
    public string Setup => script is null ? values.Setup : values.Setup + "\n" + script;

    public string List(string answer) => values.List(answer);

    public string Give(string name, string file, string answer) => values.Give(name, file, answer);

    public string TakeTable(string name, string file) => values.TakeTable(name, file);

    public string TakeJson(string name, string file) => values.TakeJson(name, file);

    public bool IsName(string name) => values.IsName(name);
}

/// <summary>A child in a language in which this kernel cannot write: its cells run, and its variables stay its own.</summary>
internal sealed class NoValues : IChildValues
{
    public string Setup => "";

    public string List(string answer) => "";

    public string Give(string name, string file, string answer) => "";

    public string TakeTable(string name, string file) => "";

    public string TakeJson(string name, string file) => "";

    public bool IsName(string name) => false;
}
