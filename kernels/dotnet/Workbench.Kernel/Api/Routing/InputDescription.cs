namespace Microsoft.DotNet.Interactive;

/// <summary>One of several questions to the user.</summary>
/// <param name="name">Under which the answer is found.</param>
/// <param name="prompt">What is shown; the name when left out.</param>
/// <param name="typeHint"><c>password</c> hides what is typed.</param>
public sealed class InputDescription(string name, string? prompt = null, string typeHint = "text")
{
    public string Name => name;

    public string Prompt => prompt ?? name;

    public string TypeHint => typeHint;
}
