// Runs cells through a Workbench server with JupyterLab's own service library, as a program outside of this project would:
//   WORKBENCH_URL=http://127.0.0.1:8888/ WORKBENCH_TOKEN=... node run-cell.mjs [KERNEL...]
// Prints one line of JSON per step; exit code 0 when every step came out right.
import { ContentsManager, KernelManager, KernelSpecManager, SessionManager } from '@jupyterlab/services';
import assert from 'node:assert/strict';
import { serverSettings } from './connection.mjs';

const cells = {
  python3: { language: 'python', print: 'print("out of a cell")', value: '6 * 7', fail: '1 / 0' },
  '.net-csharp': { language: 'C#', print: 'Console.WriteLine("out of a cell");', value: '6 * 7', fail: 'int zero = 0; 1 / zero' },
  '.net-fsharp': { language: 'F#', print: 'printfn "out of a cell"', value: '6 * 7', fail: 'failwith "no"' },
  ir: { language: 'R', print: 'cat("out of a cell")', value: '6 * 7', fail: 'stop("no")' },
};

function tell(step, facts) {
  console.log(JSON.stringify({ step, ...facts }));
}

async function run(kernel, code, cellId) {
  const outputs = [];
  const future = kernel.requestExecute({ code, stop_on_error: true }, true, { cellId });
  future.onIOPub = message => outputs.push(message);
  const reply = await future.done;
  return { reply, outputs };
}

async function runKernel(name, sessions, contents) {
  const cell = cells[name];
  const file = await contents.newUntitled({ type: 'notebook' });
  const session = await sessions.startNew({ path: file.path, type: 'notebook', name: file.name, kernel: { name } });
  try {
    const kernel = session.kernel;
    const info = await kernel.info;
    assert.equal(info.language_info.name.toLowerCase(), cell.language.toLowerCase());
    tell('kernel ready', { kernel: name, implementation: info.implementation });

    const printed = await run(kernel, cell.print, 'c1');
    const text = printed.outputs.filter(m => m.header.msg_type === 'stream').map(m => m.content.text).join('');
    assert.equal(text.trim(), 'out of a cell');
    const numbers = printed.outputs.map(m => m.metadata.workbench.seq);
    assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
    tell('printed', { kernel: name, text: text.trim() });

    const value = await run(kernel, cell.value, 'c2');
    const result = value.outputs.find(m => m.content.data !== undefined);
    assert.match(JSON.stringify(result.content.data), /42/);
    tell('value', { kernel: name, mimeTypes: Object.keys(result.content.data) });

    const failed = await run(kernel, cell.fail, 'c3');
    assert.equal(failed.reply.content.status, 'error');
    assert.ok(failed.outputs.some(m => m.header.msg_type === 'error'));
    tell('error', { kernel: name, ename: failed.reply.content.ename });

    // The same notebook again, saved and read back.
    const model = await contents.get(file.path, { type: 'notebook', content: true, hash: true });
    model.content.cells[0].source = cell.print;
    await contents.save(file.path, { type: 'notebook', format: 'json', content: model.content });
    const again = await contents.get(file.path, { content: true });
    assert.equal(again.content.cells[0].source, cell.print);
    tell('saved', { kernel: name, path: file.path });

    await kernel.restart();
    const afterwards = await run(kernel, cell.value, 'c2');
    assert.equal(afterwards.reply.content.status, 'ok');
    tell('restarted', { kernel: name });
  } finally {
    await session.shutdown();
    session.dispose();
    await contents.delete(file.path);
  }
}

const kernels = new KernelManager({ serverSettings });
const sessions = new SessionManager({ kernelManager: kernels, serverSettings });
const contents = new ContentsManager({ serverSettings });
const specs = new KernelSpecManager({ serverSettings });
await Promise.all([kernels.ready, sessions.ready, specs.ready]);
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(specs.specs.kernelspecs);
for (const name of names) {
  await runKernel(name, sessions, contents);
}

tell('done', { kernels: names });
process.exit(0);
