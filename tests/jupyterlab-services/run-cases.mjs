// Runs files of compatibility cases through a Workbench server, in the kernel's sandbox, with JupyterLab's own service library:
//   WORKBENCH_URL=http://127.0.0.1:8888/ WORKBENCH_TOKEN=... node run-cases.mjs CASES.json
// Prints what came as JSON, in the shape in which run_cases.py beside the cases prints it.
import { KernelManager, KernelMessage } from '@jupyterlab/services';
import { readFileSync } from 'node:fs';
import { serverSettings } from './connection.mjs';

// The library tells of its connections on the console; standard output is for the result alone.
console.log = console.info = console.debug = console.error;

const stepLimit = 90_000;
const onControl = new Set(['interrupt_request', 'debug_request']);

function metadataOf(step) {
  return step.metadata ?? (step.language ? { polyglot_notebook: { kernelName: step.language } } : {});
}

/** Keeps an iopub message as a notebook would (nbformat 4.5). */
function add(outputs, { header, content }) {
  const last = outputs.at(-1);
  switch (header.msg_type) {
    case 'stream':
      if (last?.output_type === 'stream' && last.name === content.name) last.text += content.text;
      else outputs.push({ output_type: 'stream', name: content.name, text: content.text });
      break;
    case 'execute_result':
    case 'display_data':
      outputs.push({ output_type: header.msg_type, data: content.data, id: content.transient?.display_id });
      break;
    case 'update_display_data':
      for (const output of outputs) if (output.id !== undefined && output.id === content.transient.display_id) output.data = content.data;
      break;
    case 'clear_output':
      outputs.length = 0;
      break;
    case 'error':
      outputs.push({ output_type: 'error', ename: content.ename, evalue: content.evalue, traceback: content.traceback });
      break;
  }
}

function within(promise) {
  let timer;
  const limit = new Promise(resolve => { timer = setTimeout(() => resolve(null), stepLimit); });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

async function runCell(kernel, code, step) {
  const outputs = [];
  const answers = [...(step.answers ?? [])];
  const content = { code, store_history: true, allow_stdin: step.answers !== undefined, stop_on_error: false };
  const future = kernel.requestExecute(content, true, metadataOf(step));
  future.onIOPub = message => add(outputs, message);
  future.onStdin = message => kernel.sendInputReply({ status: 'ok', value: answers.shift() ?? '' }, message.header);
  const reply = await within(future.done);
  return { status: reply?.content.status ?? 'none', outputs, reply: null };
}

async function runRequest(kernel, step) {
  const control = onControl.has(step.request);
  const message = KernelMessage.createMessage({
    msgType: step.request,
    channel: control ? 'control' : 'shell',
    username: kernel.username,
    session: kernel.clientId,
    content: step.content ?? {},
    metadata: metadataOf(step),
  });
  const future = control ? kernel.sendControlMessage(message, true) : kernel.sendShellMessage(message, true);
  const reply = await within(future.done);
  return { status: reply?.content.status ?? (reply ? 'ok' : 'none'), outputs: [], reply: reply?.content ?? null };
}

/** The kernel's folder is in its sandbox: only its own code can put a file there. */
function putFile(kernel, name, lines) {
  const bytes = Buffer.from(lines.join('\n'), 'utf8').toString('base64');
  return runCell(kernel, `#!csharp\nSystem.IO.File.WriteAllBytes("${name}", System.Convert.FromBase64String("${bytes}"));`, {});
}

const file = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const kernels = new KernelManager({ serverSettings });
await kernels.ready;
const kernel = await kernels.startNew({ name: file.kernel });
await kernel.info;
const seen = [];
try {
  for (const { id, steps } of file.cases) {
    const observed = [];
    for (const step of steps) {
      for (const [name, lines] of Object.entries(step.files ?? {})) await putFile(kernel, name, lines);
      observed.push(step.code ? await runCell(kernel, step.code.join('\n'), step) : await runRequest(kernel, step));
    }
    seen.push({ id, steps: observed });
  }
} finally {
  await kernel.shutdown();
}

process.stdout.write(JSON.stringify(seen), () => process.exit(0));
