namespace Workbench.Kernel.Directives;

/// <summary>What was given for a parameter.</summary>
/// <param name="Written">As it stands in the line, quotes and all.</param>
/// <param name="Column">Where it stands in the line, from 1.</param>
internal sealed record DirectiveValue(string Written, int Column)
{
    private const string InputMark = "@input";
    private const string PasswordMark = "@password";

    private readonly bool isPassword;

    /// <summary>It stood in no line: it is an answer of the user or another language's value, and means what it says.</summary>
    public bool IsFilledIn { get; init; }

    public string Text => IsFilledIn ? Written : DirectiveWord.Unquote(Written);

    /// <summary>The value is to be asked of the user: <c>@input</c>, <c>@password:prompt</c>.</summary>
    public bool IsAsked => !IsFilledIn && (IsMarked(InputMark) || IsMarked(PasswordMark));

    /// <summary>What is asked is not shown while it is typed, and does not show itself later.</summary>
    public bool IsPassword { get => isPassword || (!IsFilledIn && IsMarked(PasswordMark)); init => isPassword = value; }

    /// <summary>What stands behind <c>@input:</c>; empty where nothing does.</summary>
    public string Question => Written.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? Written[(colon + 1)..] : "";

    /// <summary>The value of another language's variable, <c>@fsharp:name</c>; null for anything else.</summary>
    public (string Language, string Name)? Variable =>
        !IsFilledIn && Written.StartsWith('@') && !IsAsked && Written.IndexOf(':', StringComparison.Ordinal) is var colon and > 1 ? (Written[1..colon], Written[(colon + 1)..]) : null;

    private bool IsMarked(string mark) =>
        Written.StartsWith(mark, StringComparison.Ordinal) && (Written.Length == mark.Length || Written[mark.Length] == ':');
}
