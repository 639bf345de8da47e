namespace Workbench.Kernel.Languages.Children;

/// <summary>How values get into a child and out of it: code in the child's language that the kernel runs there unseen.</summary>
internal interface IChildValues
{
    /// <summary>What the child runs first.</summary>
    string Setup { get; }

    /// <summary>Code that writes a JSON array of {name, type, shape, preview} to the file.</summary>
    string List(string answer);

    /// <summary>
    /// Code that writes one JSON object to <paramref name="answer"/>: {"kind":"table"} when it has written the columns to
    /// <paramref name="file"/>, {"kind":"json","document":"…"}, {"kind":"missing"}, or {"kind":"refused","reason":"…"}.
    /// </summary>
    string Give(string name, string file, string answer);

    /// <summary>Code that makes a table of the file under the name.</summary>
    string TakeTable(string name, string file);

    /// <summary>Code that makes a value of the JSON text in the file under the name.</summary>
    string TakeJson(string name, string file);

    /// <summary>Whether the language takes the name for a variable.</summary>
    bool IsName(string name);
}
