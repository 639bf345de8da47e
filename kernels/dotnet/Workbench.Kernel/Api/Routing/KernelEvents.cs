using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.Events
{
    /// <summary>What happened while a command was carried out.</summary>
    public abstract class KernelEvent(KernelCommand command)
    {
        public KernelCommand Command => command;
    }

    public sealed class CommandSucceeded(KernelCommand command) : KernelEvent(command);

    public sealed class CommandFailed(KernelCommand command, string message) : KernelEvent(command)
    {
        public string Message => message;
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
}

namespace Microsoft.DotNet.Interactive
{
    /// <summary>How a command ended.</summary>
    public sealed class KernelCommandResult(KernelCommand command, IReadOnlyList<Events.KernelEvent> events)
    {
        public KernelCommand Command => command;

        /// <summary>What happened; the last one says how it ended. What code shows is shown by the cell, and is not in here.</summary>
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
