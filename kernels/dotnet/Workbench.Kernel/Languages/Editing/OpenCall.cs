namespace Workbench.Kernel.Languages.Editing;

/// <summary>The call in whose brackets the cursor stands, found by its text alone.</summary>
/// <param name="Name">What is called, such as <c>math.hypot</c>.</param>
/// <param name="NameEnd">Where the name ends, in UTF-16 units.</param>
/// <param name="Argument">At which argument the cursor is, from 0.</param>
internal readonly record struct OpenCall(string Name, int NameEnd, int Argument)
{
    /// <returns>Null outside of a call.</returns>
    public static OpenCall? At(string code, int position)
    {
        var depth = 0;
        var argument = 0;
        for (var at = position - 1; at >= 0; at--)
        {
            switch (code[at])
            {
                case ')' or ']' or '}':
                    depth++;
                    break;
                case '(' when depth == 0:
                    return Named(code, at, argument);
                case '(' or '[' or '{':
                    depth--;
                    break;
                case ',' when depth == 0:
                    argument++;
                    break;
            }

            if (depth < 0)
            {
                return null;
            }
        }

        return null;
    }

    private static OpenCall? Named(string code, int bracket, int argument)
    {
        var start = bracket;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] is '_' or '.' or ':'))
        {
            start--;
        }

        return start < bracket ? new OpenCall(code[start..bracket], bracket, argument) : null;
    }
}
