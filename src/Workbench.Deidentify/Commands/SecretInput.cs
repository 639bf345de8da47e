using System.Text;

namespace Workbench.Deidentify.Commands;

/// <summary>
/// Reads what must stand in no list of processes, no shell history and no log: from the terminal without showing it, or a line of standard
/// input where that is not a terminal.
/// </summary>
internal static class SecretInput
{
    /// <returns>What was typed, without spaces around it; empty when there was nothing.</returns>
    public static string Read(string prompt)
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine()?.Trim() ?? "";
        }

        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.Error.WriteLine();
                    return typed.ToString().Trim();
                case ConsoleKey.Backspace:
                    typed.Length = Math.Max(0, typed.Length - 1);
                    break;
                default:
                    typed.Append(key.KeyChar == '\0' ? "" : key.KeyChar.ToString());
                    break;
            }
        }
    }

    /// <summary>Asks for a word before something that cannot be undone. Where nobody sits at a terminal, only the switch says yes.</summary>
    public static bool Confirm(string question, string word)
    {
        if (Console.IsInputRedirected)
        {
            return false;
        }

        Console.Error.Write($"{question} Type \"{word}\" to go on: ");
        return Console.ReadLine()?.Trim() == word;
    }
}
