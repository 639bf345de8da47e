using System.Text.Json.Nodes;

namespace Workbench.Server.Jupyter.Outputs;

/// <summary>
/// What the cells of one session have put out so far. A page that opens connects its WebSocket first, then asks for this,
/// shows these outputs, and from then on applies only messages with a greater <c>metadata.workbench.seq</c>: nothing is
/// missed, nothing is shown twice.
/// </summary>
/// <param name="Seq">Number of the last message that is contained in the outputs.</param>
/// <param name="Executions">Running ones, and finished ones that no page has saved yet; in the order of their requests.</param>
public sealed record ExecutionReport(long Seq, IReadOnlyList<ExecutionState> Executions);

/// <summary>One execution of a cell.</summary>
/// <param name="MsgId">Message id of its execute_request: the parent of the messages that follow.</param>
/// <param name="CellId">Id of the notebook's cell.</param>
/// <param name="State">"running" (also when it waits for its turn) or "done".</param>
/// <param name="ExecutionCount">The kernel's count, once it said one.</param>
/// <param name="ClearPending">A clear_output(wait=true) waits: the next output replaces all.</param>
/// <param name="Outputs">nbformat outputs; displays that can be updated carry <c>transient.display_id</c>.</param>
public sealed record ExecutionState(string MsgId, string? CellId, string State, int? ExecutionCount, bool ClearPending, JsonArray Outputs);
