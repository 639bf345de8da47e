namespace Workbench.Client;

/// <summary>
/// The broker said no. Not a fault of the notebook or the workbench: the permit, as it is now, does not let this through.
/// </summary>
public sealed class CohortRefusedException : Exception, IExplainedFailure
{
    /// <param name="asked">What was asked for, in words: "the table patients of lung".</param>
    /// <param name="code">Stable code of the refusal, for example <c>no-permit</c> or <c>permit-revoked</c>.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="clause">The clause of the permit that refused; null when no clause did.</param>
    /// <param name="nextStep">What to do now; null when there is nothing.</param>
    public CohortRefusedException(string asked, string code, string reason, PermitClause? clause, string? nextStep)
        : base(Words(asked, code, reason, clause, nextStep)) =>
        (Asked, Code, Reason, Clause, NextStep) = (asked, code, reason, clause, nextStep);

    /// <summary>What was asked for, in words.</summary>
    public string Asked { get; }

    /// <summary>Stable code of the refusal, as in docs and API.</summary>
    public string Code { get; }

    /// <summary>Why it was refused, in words.</summary>
    public string Reason { get; }

    /// <summary>The clause of the permit that refused; null when no clause did.</summary>
    public PermitClause? Clause { get; }

    /// <summary>What to do now; null when there is nothing.</summary>
    public string? NextStep { get; }

    private static string Words(string asked, string code, string reason, PermitClause? clause, string? nextStep)
    {
        var lines = new List<string> { $"Refused ({code}): {asked}.", reason };
        if (clause is not null)
        {
            lines.Add($"Clause {clause.Number} of permit {clause.Permit}: {clause.Text}");
        }
        if (nextStep is not null)
        {
            lines.Add($"What to do: {nextStep}");
        }
        return string.Join('\n', lines);
    }
}
