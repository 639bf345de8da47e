using Workbench.Deidentify.Demo;
using Workbench.Deidentify.Orders;

namespace Workbench.Deidentify.Commands;

/// <summary><c>demo</c>: writes the demo's raw sources, and on request the list of every planted identity, one a line.</summary>
internal static class DemoCommand
{
    public static int Run(CommandLine line, string data)
    {
        var content = line["demo-content"] ?? Path.Combine(AppContext.BaseDirectory, "demo-content");
        if (!File.Exists(Path.Combine(content, "lung_ncctg.csv")))
        {
            Console.Error.WriteLine("The public tables of the demo are not there: give --demo-content DIR, the folder sample-notebooks/data of the project.");
            return ExitCodes.Usage;
        }

        var raw = new RawStore(data);
        raw.Create();
        var tokens = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, make) in DemoSources.All)
        {
            var source = make(content);
            tokens.UnionWith(source.People.SelectMany(p => p.Tokens()));
            Console.WriteLine(source.Write(raw.Sources)
                ? $"{name}: {source.People.Count} invented patients written."
                : $"{name}: is there already and stays as it is.");
        }

        if (line["canaries"] is { } file)
        {
            File.WriteAllLines(file, tokens);
        }

        return ExitCodes.Done;
    }
}
