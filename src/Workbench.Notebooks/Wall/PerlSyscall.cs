using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workbench.Notebooks.Wall;

/// <summary>A system call as a Perl program: exit code 0 when it got through.</summary>
internal static class PerlSyscall
{
    public static string For(IReadOnlyList<JsonElement> call, IReadOnlyList<int> reached)
    {
        var code = new StringBuilder();
        var arguments = new List<string>();
        foreach (var part in call)
        {
            var argument = Argument(part);
            if (!argument.Buffer)
            {
                arguments.Add(argument.Text);
                continue;
            }

            // perl(1) takes no literal here: the kernel could write to it.
            var name = string.Create(CultureInfo.InvariantCulture, $"$b{arguments.Count}");
            code.Append(CultureInfo.InvariantCulture, $"my {name} = {argument.Text}; ");
            arguments.Add(name);
        }

        code.Append(CultureInfo.InvariantCulture, $"my $r = syscall({string.Join(", ", arguments)}); my $e = $! + 0; ");
        code.Append(CultureInfo.InvariantCulture, $"exit($r >= 0 || grep({{ $_ == $e }} ({string.Join(", ", reached)})) ? 0 : 1)");
        return code.ToString();
    }

    private static (string Text, bool Buffer) Argument(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Number => (part.GetRawText(), false),
        JsonValueKind.String when part.GetString() == "self" => ("($$ + 0)", false),
        JsonValueKind.String => (part.GetString()!, false),
        _ when part.TryGetProperty("text", out var text) => ($"\"{text.GetString()}\\0\"", true),
        _ when part.TryGetProperty("zeros", out var zeros) => ($"\"\\0\" x {zeros.GetRawText()}", true),
        _ => ($"pack('V*', {string.Join(", ", part.GetProperty("words").EnumerateArray().Select(word => word.GetRawText()))})", true),
    };
}
