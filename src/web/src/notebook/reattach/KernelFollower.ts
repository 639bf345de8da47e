import { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { get } from '@/api/http';
import { catchUp, type Execution, fold, type IopubMessage } from './executionFold';
import { ReattachedCell } from './ReattachedCell';

interface Report {
  seq: number;
  executions: Execution[];
}

function read(message: KernelMessage.IIOPubMessage): IopubMessage {
  const numbered = message.metadata as { workbench?: { seq?: number } };
  const parent = message.parent_header as { msg_id?: string };
  return {
    seq: numbered.workbench?.seq ?? 0,
    type: message.header.msg_type,
    parent: parent.msg_id,
    content: message.content as unknown as Record<string, unknown>
  };
}

/**
 * Keeps the cells of one page in step with one kernel, whatever happened to the page or its connection meanwhile: no output lost,
 * none shown twice.
 *
 * Each time the WebSocket is open it asks for the report of executions and holds back what arrives until the answer is there. The
 * report contains all messages up to its `seq`; of those held back only later ones are folded in. From then on, executions that
 * this page did not begin are folded here, message by message, and those that it did begin go their usual way through their futures.
 */
export class KernelFollower {
  private held: IopubMessage[] | null = null;
  private readonly followed = new Map<string, ReattachedCell>();
  /** Executions that this page saw to their end: what a later report says of them is old news. */
  private readonly finished = new Set<string>();
  private asking = 0;

  constructor(
    private readonly panel: NotebookPanel,
    private readonly kernel: Kernel.IKernelConnection
  ) {
    kernel.iopubMessage.connect(this.onIopub, this);
    kernel.connectionStatusChanged.connect(this.onConnection, this);
    if (kernel.connectionStatus === 'connected') void this.catchUpWithServer();
  }

  stop(): void {
    this.kernel.iopubMessage.disconnect(this.onIopub, this);
    this.kernel.connectionStatusChanged.disconnect(this.onConnection, this);
  }

  private onConnection(_: Kernel.IKernelConnection, status: Kernel.ConnectionStatus): void {
    if (status === 'connected') void this.catchUpWithServer();
  }

  private onIopub(_: Kernel.IKernelConnection, received: KernelMessage.IIOPubMessage): void {
    const message = read(received);
    if (message.type === 'status' && message.content.execution_state === 'idle' && message.parent) this.finished.add(message.parent);
    if (this.held) this.held.push(message);
    else this.apply(message, received.header.date);
  }

  private apply(message: IopubMessage, at: string): void {
    for (const cell of this.followed.values()) cell.update(fold(cell.execution, message), at);
  }

  private async catchUpWithServer(): Promise<void> {
    const turn = ++this.asking;
    this.held = [];
    const finishedBefore = new Set(this.finished);
    let report: Report | undefined;
    try {
      report = await get<Report>(`sessions/${this.kernel.id}/executions`);
    } catch {
      // The server has no report (the kernel is gone, or it is another server): live messages are all there is.
    }
    if (turn !== this.asking) return; // a newer connection asks again
    const held = this.held ?? [];
    this.held = null;
    if (report) {
      for (const execution of report.executions) {
        if (!finishedBefore.has(execution.msgId)) this.show(catchUp(execution, report.seq, held));
      }
    }
  }

  private show(execution: Execution): void {
    const cell = this.panel.content.widgets.find(widget => widget.model.id === execution.cellId);
    if (!(cell instanceof CodeCell)) return;
    const { future } = cell.outputArea;
    const pending = future && !future.isDisposed && future.msg.header.msg_id === execution.msgId;
    if (pending && execution.state === 'running') {
      // This page began it and its future goes on from here; only what it missed is put in.
      new ReattachedCell(cell, execution);
      return;
    }
    if (pending) {
      // Its end was missed while the connection was down. The future would wait for ever; JupyterLab notes a disposed one as
      // stopped, after this task: the report knows better, so it is shown after that.
      future.dispose();
      setTimeout(() => this.followed.set(execution.msgId, new ReattachedCell(cell, execution)));
      return;
    }
    this.followed.set(execution.msgId, new ReattachedCell(cell, execution));
  }
}
