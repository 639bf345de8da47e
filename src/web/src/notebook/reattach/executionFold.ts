/** One output as nbformat 4.5 has it; displays that can be updated carry `transient.display_id` (never written to a file). */
export interface Output {
  output_type: 'stream' | 'display_data' | 'execute_result' | 'error';
  transient?: { display_id?: string };
  [field: string]: unknown;
}

/** An execution as the server reports it (GET sessions/{kernelId}/executions). */
export interface Execution {
  msgId: string;
  cellId: string | null;
  state: 'running' | 'done';
  executionCount: number | null;
  /** A clear_output(wait) waits: the next output replaces all. */
  clearPending?: boolean;
  outputs: Output[];
}

/** What counts of a message on the IOPub channel. `seq` is its number in the session's journal. */
export interface IopubMessage {
  seq: number;
  type: string;
  parent: string | undefined;
  content: Record<string, unknown>;
}

function added(execution: Execution, output: Output): Execution {
  const before = execution.clearPending ? [] : execution.outputs;
  const last = before.at(-1);
  // Text of one stream that follows text of the same stream is one output (nbformat 4.5, stream).
  if (output.output_type === 'stream' && last?.output_type === 'stream' && last.name === output.name) {
    return {
      ...execution,
      clearPending: false,
      outputs: [...before.slice(0, -1), { ...last, text: textOf(last.text) + textOf(output.text) }]
    };
  }
  return { ...execution, clearPending: false, outputs: [...before, output] };
}

const textOf = (text: unknown): string => (Array.isArray(text) ? text.join('') : String(text ?? ''));

function display({ content }: IopubMessage, type: 'display_data' | 'execute_result'): Output {
  const id = (content.transient as { display_id?: string } | undefined)?.display_id;
  return {
    output_type: type,
    data: content.data,
    metadata: content.metadata ?? {},
    ...(type === 'execute_result' ? { execution_count: content.execution_count ?? null } : {}),
    ...(id ? { transient: { display_id: id } } : {})
  };
}

/** Puts new data into every display of this id; the same execution comes back when it has none. */
function updated(execution: Execution, { content }: IopubMessage): Execution {
  const id = (content.transient as { display_id?: string } | undefined)?.display_id;
  if (!id || !execution.outputs.some(o => o.transient?.display_id === id)) return execution;
  return {
    ...execution,
    outputs: execution.outputs.map(o =>
      o.transient?.display_id === id ? { ...o, data: content.data, metadata: content.metadata ?? {} } : o
    )
  };
}

/**
 * Folds one message into an execution ("Messaging in Jupyter" 5.4, IOPub). Pure: the execution that comes back is the same object
 * when the message changed nothing, and outputs that did not change stay the same objects.
 */
export function fold(execution: Execution, message: IopubMessage): Execution {
  if (message.type === 'update_display_data') return updated(execution, message); // whoever sent it
  if (message.parent !== execution.msgId) return execution;
  const { content } = message;
  switch (message.type) {
    case 'stream':
      return added(execution, { output_type: 'stream', name: content.name, text: textOf(content.text) });
    case 'display_data':
    case 'execute_result':
      return added(execution, display(message, message.type));
    case 'error':
      return added(execution, { output_type: 'error', ename: content.ename, evalue: content.evalue, traceback: content.traceback });
    case 'clear_output':
      return content.wait ? { ...execution, clearPending: true } : { ...execution, clearPending: false, outputs: [] };
    case 'execute_input':
      return { ...execution, executionCount: (content.execution_count as number | undefined) ?? execution.executionCount };
    case 'status':
      return content.execution_state === 'idle' ? { ...execution, state: 'done' } : execution;
    default:
      return execution;
  }
}

/** The report brought up to date with the messages that came while it was asked for: exactly those that it does not contain. */
export function catchUp(execution: Execution, reportSeq: number, buffered: IopubMessage[]): Execution {
  return buffered.filter(message => message.seq > reportSeq).reduce(fold, execution);
}

/** An output as a notebook file may hold it. */
export function forFile({ transient: _, ...output }: Output): Omit<Output, 'transient'> {
  return output;
}
