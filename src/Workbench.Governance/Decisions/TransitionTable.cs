namespace Workbench.Governance.Decisions;

/// <summary>One row: in <paramref name="From"/>, <paramref name="Command"/> leads to <paramref name="To"/>.</summary>
public sealed record Transition<TState, TCommand>(TState From, TCommand Command, TState To);

/// <summary>
/// "When may": the states of a governed thing and the commands that lead from one to the next. What is not in the table
/// cannot happen. "Who may" stands in the permissions file beside it.
/// </summary>
public sealed class TransitionTable<TState, TCommand>(string subject, params Transition<TState, TCommand>[] rows)
    where TState : struct, Enum
    where TCommand : struct, Enum
{
    /// <summary>All rows, for documentation and tests.</summary>
    public IReadOnlyList<Transition<TState, TCommand>> Rows { get; } = rows;

    /// <summary>The state after the command, or a refusal with code <see cref="RefusalCodes.WrongState"/>.</summary>
    public Outcome<TState> Next(TState from, TCommand command)
    {
        foreach (var row in Rows)
        {
            if (row.From.Equals(from) && row.Command.Equals(command))
            {
                return row.To;
            }
        }

        return new Refusal(
            RefusalCodes.WrongState,
            $"This {subject} is {Lower(from)}; {Lower(command)} is not possible any more or not yet.",
            NextStep: "Load the page again to see its present state.");
    }

    private static string Lower<T>(T name) where T : struct, Enum => name.ToString().ToLowerInvariant();
}
