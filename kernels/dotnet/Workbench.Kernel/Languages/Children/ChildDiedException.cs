using Workbench.Client;

namespace Workbench.Kernel.Languages.Children;

/// <summary>The child kernel ended while it was needed; its variables are lost, and the next cell starts a new one.</summary>
internal sealed class ChildDiedException(string message) : Exception(message), IExplainedFailure;
