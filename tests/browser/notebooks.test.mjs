// Notebooks as things: an instructor publishes one as a sample and updates it; a copy is renamed, interrupted, restarted, deleted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, signIn } from './browser.mjs';
import { kernelReady, newNotebook, runCell, finished } from './notebook.mjs';
import { startWorkbench } from './server.mjs';

let workbench, browser, instructor, researcher;
const title = 'Counting to ten';

before(async () => {
  workbench = await startWorkbench();
  browser = await launch();
  instructor = await signIn(browser, workbench, 'instructor');
  researcher = await signIn(browser, workbench, 'researcher');
}, { timeout: 900_000 });

after(async () => {
  await browser?.close();
  await workbench?.stop();
});

const saved = page => page.getByTestId('save-state').getByText('Saved', { exact: true }).waitFor();

async function save(page) {
  await page.keyboard.press('Control+s');
  await saved(page);
}

async function publish(button, notebook, { name, teaches }) {
  await instructor.goto(`${workbench.url}/samples`);
  await instructor.getByRole('button', { name: button }).click();
  const dialog = instructor.getByRole('dialog');
  await dialog.getByLabel('Notebook').selectOption(notebook);
  await dialog.getByLabel('Title').fill(name);
  await dialog.getByLabel('What it teaches').fill(teaches);
  await dialog.getByRole('button', { name: /^Publish/ }).click();
  await dialog.waitFor({ state: 'hidden' });
}

const card = page => page.getByRole('article', { name: title });

test('an instructor publishes a notebook of their own; the copy of a researcher has its cells and no outputs', async () => {
  await newNotebook(instructor);
  const cell = await runCell(instructor, 'var n = 10; Console.WriteLine($"counted to {n}");');
  await cell.getByText('counted to 10', { exact: true }).waitFor();
  await save(instructor);
  await publish('Publish a notebook', 'Untitled.ipynb', { name: title, teaches: 'Variables and output.' });
  await card(instructor).getByText(/edition 1/).waitFor();

  await researcher.goto(`${workbench.url}/samples`);
  await card(researcher).getByRole('button', { name: /Open my copy/ }).click();
  await kernelReady(researcher);
  await researcher.locator('.jp-CodeCell').filter({ hasText: 'counted to' }).waitFor();
  assert.equal(await researcher.getByText('counted to 10', { exact: true }).count(), 0, 'outputs went along');
  await researcher.getByTestId('newer-edition').waitFor({ state: 'detached' });
});

test('a newer edition is told on the earlier copy, which stays as it is', async () => {
  const copy = researcher.url();
  await publish(`Update ${title}`, 'Untitled.ipynb', { name: title, teaches: 'Variables, output and a second edition.' });
  await card(instructor).getByText(/edition 2/).waitFor();
  await researcher.goto(copy);
  await kernelReady(researcher);
  await researcher.getByTestId('newer-edition').getByText(/Edition 2 .* is out/).waitFor();
});

test('a withdrawn sample leaves the gallery; the copy goes on working', async () => {
  await card(instructor).getByRole('button', { name: `Withdraw ${title}` }).click();
  await instructor.getByRole('dialog').getByRole('button', { name: 'Withdraw sample' }).click();
  await card(instructor).waitFor({ state: 'detached' });
  await researcher.reload();
  await kernelReady(researcher);
  const cell = await runCell(researcher, 'Console.WriteLine(6 * 7)');
  await cell.getByText('42', { exact: true }).waitFor();
  await save(researcher);
});

test('completion shows the members of what stands before the dot', async () => {
  await runCell(researcher, 'var words = new List<string> { "one", "two" };');
  await researcher.getByRole('button', { name: 'Add code cell' }).click();
  await researcher.locator('.jp-Cell.jp-mod-active .cm-content').pressSequentially('words.');
  await researcher.keyboard.press('Tab');
  const list = researcher.locator('.jp-Completer');
  await list.locator('.jp-Completer-item').filter({ hasText: /^\W*\w?AddRange/ }).first().waitFor();
  await researcher.keyboard.press('Escape');
});

test('an interrupt ends a busy loop and keeps variables; a restart gives a kernel without them', async () => {
  await runCell(researcher, 'var kept = 1234;');
  const loop = await runCell(researcher, 'Console.WriteLine("looping"); while (true) { }', { wait: false });
  await loop.getByText('looping', { exact: true }).waitFor();
  await researcher.getByRole('button', { name: 'Interrupt' }).click();
  await finished(loop);
  const cell = await runCell(researcher, 'Console.WriteLine(kept + 1)');
  await cell.getByText('1235', { exact: true }).waitFor();

  await researcher.getByRole('button', { name: 'Restart', exact: true }).click();
  await researcher.getByRole('dialog').getByRole('button', { name: 'Restart kernel' }).click();
  const gone = await runCell(researcher, 'Console.WriteLine(kept)');
  await gone.getByText(/CS0103/).first().waitFor();
  await save(researcher);
});

test('a cell that heeds no interrupt is told as such, and a restart runs the cells above it again', async () => {
  await newNotebook(researcher);
  const above = await runCell(researcher, 'var kept = 41; Console.WriteLine(DateTime.UtcNow.Ticks)');
  const first = await above.locator('.jp-OutputArea').innerText();
  const native = 'static class Native { [System.Runtime.InteropServices.DllImport("libcrypt.so.1")] public static extern nint crypt(string key, string salt); }';
  const busy = await runCell(researcher, `${native}\nNative.crypt("a", "$6$rounds=99999999$b$");`, { wait: false });
  await researcher.waitForFunction(node => node.dataset.runState === 'running', await busy.elementHandle());
  await researcher.getByRole('button', { name: 'Interrupt' }).click();
  const notice = researcher.getByTestId('cell-goes-on');
  await notice.waitFor();
  await notice.getByRole('button', { name: 'Restart and run the cells above it' }).click();
  await notice.waitFor({ state: 'detached' });
  await above.locator('.jp-OutputArea').filter({ hasText: /\d+/, hasNotText: first.trim() }).waitFor();
  const after = await runCell(researcher, 'kept + 1');
  await after.locator('.jp-OutputArea').getByText('42', { exact: true }).waitFor();
});

test('a notebook is renamed, keeps its content, and is deleted', async () => {
  await researcher.goto(`${workbench.url}/notebooks`);
  await researcher.getByRole('button', { name: /^Actions for counting-to-ten/i }).click();
  await researcher.getByRole('menuitem', { name: 'Rename' }).click();
  await researcher.getByRole('dialog').getByLabel('Name').fill('Counting again');
  await researcher.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await researcher.getByRole('link', { name: 'Counting again', exact: true }).click();
  await kernelReady(researcher);
  await researcher.locator('.jp-CodeCell').filter({ hasText: 'counted to' }).waitFor();

  await researcher.goto(`${workbench.url}/notebooks`);
  await researcher.getByRole('button', { name: /^Actions for Counting again/ }).click();
  await researcher.getByRole('menuitem', { name: 'Delete' }).click();
  await researcher.getByRole('dialog').getByRole('button', { name: 'Delete notebook' }).click();
  await researcher.getByRole('link', { name: 'Counting again', exact: true }).waitFor({ state: 'detached' });
  await researcher.getByText('1 notebook', { exact: true }).waitFor();
});

test('no page complained: no script error, nothing stopped by the content security policy', () => {
  assert.deepEqual([...instructor.complaints, ...researcher.complaints], []);
});
