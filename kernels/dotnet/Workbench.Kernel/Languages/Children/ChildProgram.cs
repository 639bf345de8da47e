namespace Workbench.Kernel.Languages.Children;

/// <summary>How a child kernel is started.</summary>
/// <param name="Command">The program and its arguments; <c>{connection}</c> stands for the connection file.</param>
/// <param name="Environment">What is added to the kernel's own environment.</param>
internal sealed record ChildProgram(IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment)
{
    public const string ConnectionPlace = "{connection}";
}
