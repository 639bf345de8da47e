namespace Microsoft.DotNet.Interactive.Commands;

/// <summary>Something that a cell asks of a language.</summary>
public abstract class KernelCommand(string? targetKernelName)
{
    /// <summary>The language; null for the one that is asked.</summary>
    public string? TargetKernelName => targetKernelName;
}

/// <summary>Runs code, which may hold directives.</summary>
public sealed class SubmitCode(string code, string? targetKernelName = null) : KernelCommand(targetKernelName)
{
    public string Code => code;
}

/// <summary>Sets a variable of a language.</summary>
public sealed class SendValue(string name, object? value, FormattedValue? formattedValue = null, string? targetKernelName = null) : KernelCommand(targetKernelName)
{
    public string Name => name;

    public object? Value => value;

    public FormattedValue? FormattedValue => formattedValue;
}

/// <summary>Reads a variable of a language.</summary>
public sealed class RequestValue(string name, string? mimeType = null, string? targetKernelName = null) : KernelCommand(targetKernelName)
{
    public string Name => name;

    public string MimeType => mimeType ?? "text/plain";
}

/// <summary>Lists the variables of a language.</summary>
public sealed class RequestValueInfos(string? targetKernelName = null, string mimeType = "text/plain+summary") : KernelCommand(targetKernelName)
{
    public string MimeType => mimeType;
}

/// <summary>Shows a value that has been formatted.</summary>
public sealed class DisplayValue(FormattedValue formattedValue, string? valueId = null) : KernelCommand(null)
{
    public FormattedValue FormattedValue => formattedValue;

    public string? ValueId => valueId;
}

/// <summary>Changes something that was displayed.</summary>
public sealed class UpdateDisplayedValue(FormattedValue formattedValue, string valueId) : KernelCommand(null)
{
    public FormattedValue FormattedValue => formattedValue;

    public string ValueId => valueId;
}

/// <summary>Asks the user for a line.</summary>
/// <param name="inputTypeHint"><c>password</c> hides what is typed.</param>
public sealed class RequestInput(string prompt, string inputTypeHint = "text", string? targetKernelName = null) : KernelCommand(targetKernelName)
{
    public string Prompt => prompt;

    public string InputTypeHint => inputTypeHint;

    public bool IsPassword => inputTypeHint == "password";
}

/// <summary>Offers code to the user as the next cell.</summary>
public sealed class SendEditableCode(string kernelName, string code) : KernelCommand(null)
{
    public string KernelName => kernelName;

    public string Code => code;
}
