namespace Workbench.Kernel.Languages.Sql;

/// <summary>A statement that is not carried out here, and why, in words for the user.</summary>
internal sealed class SqlRefusedException(string message) : Exception(message);
