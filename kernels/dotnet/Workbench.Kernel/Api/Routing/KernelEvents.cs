using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.Events
{
    /// <summary>What happened while a command was carried out.</summary>
    public abstract class KernelEvent(KernelCommand command)
    {
        public KernelCommand Command => command;

        public override string ToString() => GetType().Name;
    }

    public sealed class CommandSucceeded(KernelCommand command) : KernelEvent(command);

    public sealed class CommandFailed(KernelCommand command, string message) : KernelEvent(command)
    {
        public CommandFailed(Exception? exception, KernelCommand command, string? message = null)
            : this(command, message ?? exception?.Message ?? "Command failed: " + command) => Exception = exception;

        public string Message => message;

        public Exception? Exception { get; }
    }

    /// <summary>Code was taken to be run.</summary>
    public sealed class CodeSubmissionReceived(SubmitCode command) : KernelEvent(command)
    {
        public string Code => command.Code;
    }

    /// <summary>A variable that was asked for.</summary>
    public sealed class ValueProduced(object? value, string name, FormattedValue formattedValue, KernelCommand command) : KernelEvent(command)
    {
        public object? Value => value;

        public string Name => name;

        public FormattedValue FormattedValue => formattedValue;
    }

    /// <summary>The variables of a language.</summary>
    public sealed class ValueInfosProduced(IReadOnlyCollection<KernelValueInfo> valueInfos, KernelCommand command) : KernelEvent(command)
    {
        public IReadOnlyCollection<KernelValueInfo> ValueInfos => valueInfos;
    }

    /// <summary>A line that the user typed.</summary>
    public sealed class InputProduced(string value, KernelCommand command) : KernelEvent(command)
    {
        public string Value => value;
    }
}

namespace Microsoft.DotNet.Interactive
{
    /// <summary>How a command ended.</summary>
    public sealed class KernelCommandResult(KernelCommand command, IReadOnlyList<Events.KernelEvent> events)
    {
        public KernelCommand Command => command;

        /// <summary>What happened, in order; the last one says how it ended. What code shows is in here, and the cell shows it too.</summary>
        public IReadOnlyList<Events.KernelEvent> Events => events;
    }

    /// <summary>A variable of a language.</summary>
    public sealed class KernelValueInfo(string name, FormattedValue formattedValue, string typeName)
    {
        public string Name => name;

        public FormattedValue FormattedValue => formattedValue;

        public string TypeName => typeName;
    }
}
