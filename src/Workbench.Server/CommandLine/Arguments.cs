namespace Workbench.Server.CommandLine;

/// <summary>Words and options of a command line. Whatever a verb did not ask for is an error, with the nearest option it knows.</summary>
internal sealed class Arguments
{
    private readonly Queue<string> words = new();
    private readonly List<(string Name, string? Value)> options = [];
    private readonly HashSet<string> known = [];

    public Arguments(IReadOnlyList<string> args, IReadOnlySet<string> flags)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Enqueue(args[i]);
            }
            else if (args[i].Split('=', 2) is [var name, var value])
            {
                options.Add((name, value));
            }
            else if (flags.Contains(args[i]))
            {
                options.Add((args[i], null));
            }
            else
            {
                options.Add((args[i], i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : null));
            }
        }
    }

    /// <summary>The next word that is no option, or null.</summary>
    public string? Word() => words.TryDequeue(out var word) ? word : null;

    public bool Flag(string name)
    {
        known.Add(name);
        return options.Any(option => option.Name == name);
    }

    public IReadOnlyList<string> Values(string name)
    {
        known.Add(name);
        return options.Where(option => option.Name == name)
            .Select(option => option.Value is { Length: > 0 } value ? value : throw new UsageException($"{name} needs a value."))
            .ToList();
    }

    public string? Value(string name) => Values(name) switch
    {
        [] => null,
        [var only] => only,
        _ => throw new UsageException($"{name} is given twice."),
    };

    /// <exception cref="UsageException">Something was given that no one asked for.</exception>
    public void RefuseTheRest()
    {
        if (options.FirstOrDefault(option => !known.Contains(option.Name)).Name is { } stranger)
        {
            throw new UsageException($"Unknown option {stranger}. Did you mean {known.MinBy(name => Distance(name, stranger))}?");
        }

        if (words.TryPeek(out var word))
        {
            throw new UsageException($"\"{word}\" is not expected here.");
        }
    }

    /// <summary>Edit distance of Levenshtein.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= other.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
