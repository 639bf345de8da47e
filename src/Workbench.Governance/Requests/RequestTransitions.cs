using Workbench.Governance.Decisions;
using static Workbench.Governance.Requests.RequestCommand;
using static Workbench.Governance.Requests.RequestState;

namespace Workbench.Governance.Requests;

/// <summary>When may: the life of a request. Every decision is final; who needs more asks again.</summary>
public static class RequestTransitions
{
    public static readonly TransitionTable<RequestState, RequestCommand> Table = new(
        "request",
        new(Submitted, Grant, Granted),
        new(Submitted, Decline, Declined),
        new(Submitted, Withdraw, Withdrawn));
}
