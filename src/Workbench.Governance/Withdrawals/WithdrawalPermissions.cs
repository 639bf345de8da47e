using Workbench.Governance.Decisions;
using Workbench.Governance.People;

namespace Workbench.Governance.Withdrawals;

/// <summary>Who may: a data provider or steward withdraws a patient; the raw side carries it out.</summary>
public static class WithdrawalPermissions
{
    /// <returns>Null when allowed.</returns>
    public static Refusal? MayRecord(Actor actor) =>
        actor.Has(Role.DataProvider) || actor.Has(Role.Steward)
            ? null
            : Refusals.NotAllowed("Withdrawing a patient", "a data provider or steward");

    /// <returns>Null when allowed.</returns>
    public static Refusal? MayCarryOut(Actor actor) =>
        actor == Actor.Deidentify ? null : Refusals.NotAllowed("Carrying out a withdrawal", "the raw side");
}
