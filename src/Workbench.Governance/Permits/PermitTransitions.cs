using Workbench.Governance.Decisions;

namespace Workbench.Governance.Permits;

public enum PermitCommand
{
    Revoke,
}

/// <summary>When may: a permit is made active and can only be revoked. Expiry is the clock's doing.</summary>
public static class PermitTransitions
{
    public static readonly TransitionTable<PermitState, PermitCommand> Table = new(
        "permit",
        new Transition<PermitState, PermitCommand>(PermitState.Active, PermitCommand.Revoke, PermitState.Revoked));
}
