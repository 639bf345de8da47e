using System.Text.Json;

namespace Workbench.Kernel.Directives;

/// <summary>A word of a directive's line: up to a blank, or quoted, or a JSON object or array, with its place in the line from 0.</summary>
internal readonly record struct DirectiveWord(string Text, int Start)
{
    public int End => Start + Text.Length;

    public bool IsParameterName => Text.StartsWith("--", StringComparison.Ordinal) && Text.Length > 2;

    public bool IsJson => Text[0] is '{' or '[';

    /// <summary>The text without its quotes; a quoted text is read as JSON where it is, else taken as it stands.</summary>
    public string Unquoted => Unquote(Text);

    public static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            return text;
        }

        try
        {
            return JsonSerializer.Deserialize<string>(text)!;
        }
        catch (JsonException)
        {
            // A path such as "C:\data" is no JSON, and is what it says.
            return text[1..^1];
        }
    }

    /// <summary>Cuts a line into words.</summary>
    public static IReadOnlyList<DirectiveWord> Cut(string line)
    {
        List<DirectiveWord> words = [];
        var position = 0;
        while (true)
        {
            while (position < line.Length && char.IsWhiteSpace(line[position]))
            {
                position++;
            }

            if (position == line.Length)
            {
                return words;
            }

            var start = position;
            position = EndOf(line, position);
            words.Add(new DirectiveWord(line[start..position], start));
        }
    }

    private static int EndOf(string line, int position)
    {
        // In @input:"What is it?" and @input:{"prompt": "…"} what follows the colon is one value too.
        if (line[position] == '@')
        {
            while (position < line.Length && !char.IsWhiteSpace(line[position]) && line[position] is not ('"' or '{'))
            {
                position++;
            }

            if (position == line.Length || char.IsWhiteSpace(line[position]))
            {
                return position;
            }
        }

        return line[position] switch
        {
            '"' => EndOfQuoted(line, position),
            '{' or '[' => EndOfJson(line, position),
            _ => EndOfBare(line, position),
        };
    }

    private static int EndOfBare(string line, int position)
    {
        while (position < line.Length && !char.IsWhiteSpace(line[position]))
        {
            position++;
        }

        return position;
    }

    private static int EndOfQuoted(string line, int position)
    {
        for (position++; position < line.Length; position++)
        {
            if (line[position] == '"' && !(line[position - 1] == '\\' && position + 1 < line.Length))
            {
                return position + 1;
            }
        }

        return position;
    }

    private static int EndOfJson(string line, int position)
    {
        var depth = 0;
        while (position < line.Length)
        {
            switch (line[position])
            {
                case '"':
                    position = EndOfQuoted(line, position);
                    continue;
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']' when --depth == 0:
                    return position + 1;
            }

            position++;
        }

        return position;
    }
}
