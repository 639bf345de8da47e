namespace Workbench.Server.CommandLine;

/// <summary>The command line cannot be understood. The message says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
