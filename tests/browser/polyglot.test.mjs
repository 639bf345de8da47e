// One notebook in seven languages on the lung cohort, values handed round; what its script and its HTML cannot do.
import assert from 'node:assert/strict';
import AxeBuilder from '@axe-core/playwright';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { launch, signIn } from './browser.mjs';
import { finished, newNotebook, scrollTo } from './notebook.mjs';
import { startWorkbench } from './server.mjs';

let workbench, browser, page, spy;
const called = [];

before(async () => {
  spy = createServer((request, response) => {
    called.push(request.url);
    response.end();
  });
  await new Promise(resolve => spy.listen(0, '127.0.0.1', resolve));
  workbench = await startWorkbench();
  browser = await launch();
  const researcher = await signIn(browser, workbench, 'researcher');
  const steward = await signIn(browser, workbench, 'steward');
  await grantLung(researcher, steward);
  page = researcher;
  await newNotebook(page);
}, { timeout: 900_000 });

after(async () => {
  await browser?.close();
  await workbench?.stop();
  spy?.close();
});

/** Rows and images of the lung cohort for the researcher, over the same API that the pages use. */
async function grantLung(researcher, steward) {
  const call = (who, method, address, body) =>
    who.evaluate(async ([method, address, body]) => {
      const token = /_xsrf=([^;]+)/.exec(document.cookie)?.[1] ?? '';
      const answer = await fetch(`/api/workbench/${address}`, {
        method,
        headers: { 'Content-Type': 'application/json', 'X-XSRFToken': token },
        ...(body ? { body: JSON.stringify(body) } : {})
      });
      if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    }, [method, address, body]);
  const me = await call(researcher, 'GET', 'me');
  const lung = await call(researcher, 'GET', 'cohorts/lung');
  const tables = lung.tables.map(table => ({ name: table.name, columns: table.columns.map(column => column.name) }));
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
  const request = await call(researcher, 'POST', 'requests', {
    cohort: 'lung', project: me.projects[0].id, purpose: 'Survival by performance status', justification: 'A test in many languages.', level: 'images', tables, until
  });
  await call(steward, 'POST', `requests/${request.id}/grant`, {});
}

/** A new cell of a language, run to its end. */
async function run(language, code, { expect = 'done' } = {}) {
  await page.getByRole('button', { name: 'Add code cell' }).click();
  await page.getByLabel('Cell language').selectOption(language);
  await page.locator('.jp-Cell.jp-mod-active .cm-content').fill(code);
  const index = await page.locator('.jp-Notebook .jp-Cell.jp-mod-active').evaluate(node => [...node.parentElement.querySelectorAll(':scope > .jp-Cell')].indexOf(node));
  const cell = page.locator('.jp-Notebook .jp-Cell').nth(index);
  await page.keyboard.press('Control+Enter');
  await finished(cell, 90_000);
  assert.equal(await cell.getAttribute('data-run-state'), expect, await cell.innerText());
  return cell;
}

const output = cell => cell.locator('.jp-OutputArea');

test('seven languages work on one cohort and hand each other values', async () => {
  await run('csharp', 'var lung = Cohorts.Open("lung"); var threshold = 70;');
  const sql = await run('sql', '#!sql --name old\nselect count(*) as n from lung.patients where age > 70');
  await sql.getByText(/\d+/).first().waitFor();
  const fsharp = await run('fsharp', '#!share --from csharp threshold\nprintfn "F# has %d" threshold');
  await output(fsharp).getByText('F# has 70').waitFor();
  const script = await run('javascript', '#!share --from csharp threshold\nconst doubled = threshold * 2; console.log(`JavaScript has ${threshold}`); doubled');
  await output(script).getByText('JavaScript has 70').waitFor();
  await output(script).getByText('140', { exact: true }).waitFor();
  const python = await run('python', '#!share --from javascript doubled\nprint("Python has", doubled)');
  await output(python).getByText('Python has 140').waitFor();
  const back = await run('csharp', '#!share --from python doubled\nConsole.WriteLine($"C# has {doubled}");');
  await output(back).getByText('C# has 140').waitFor();
  const diagram = await run('mermaid', 'graph LR\n  Cohort --> Model');
  const image = output(diagram).locator('.wb-mermaid img');
  await image.waitFor();
  assert.ok(await image.evaluate(node => node.naturalWidth > 50), 'the diagram is empty');
});

test('a series is scrolled by wheel, keys and slider, and its window by drag and by name; on a phone it is swiped', async () => {
  const cell = await run('csharp', 'Cohorts.Open("lung").Images.OfModality("CT").Series()[0]');
  const shown = async (where, words) => assert.match(await where.getAttribute('aria-label'), words);
  const canvas = cell.locator('.wb-series canvas');
  await shown(canvas, /^Image 9 of 16 at 60 mm, level −600, width 1500; the patient's front above, right at the left edge$/);
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.wheel(0, 1); // without the focus it scrolls the page
  await canvas.click({ position: { x: 40, y: 40 } });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await shown(canvas, /^Image 10 of 16/);
  await page.mouse.wheel(0, 1);
  await page.waitForFunction(node => node.getAttribute('aria-label').startsWith('Image 11 of 16'), await canvas.elementHandle());
  await cell.locator('.wb-series-value').getByText(/^Row \d+, column \d+: −\d+ HU$/).waitFor();
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 20);
  await page.mouse.up();
  await shown(canvas, /^Image 11 of 16 .*level −6\d\d, width 16\d\d/);
  await cell.getByRole('button', { name: 'Bone' }).click();
  await cell.getByRole('slider', { name: 'Level' }).press('ArrowLeft');
  await shown(canvas, /level 479, width 2500/);
  await cell.getByRole('button', { name: 'Reset' }).click();
  await shown(canvas, /^Image 9 of 16 .*level −600, width 1500/);
  await page.keyboard.press('Control+s');
  await page.getByTestId('save-state').getByText('Saved', { exact: true }).waitFor();

  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, storageState: await page.context().storageState() });
  const phone = await context.newPage();
  await phone.goto(page.url());
  const picture = phone.locator('.wb-series canvas');
  await scrollTo(phone, picture);
  await picture.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await picture.boundingBox();
  const touch = await context.newCDPSession(phone);
  for (const [type, right] of [['touchStart', 0], ['touchMove', 10], ['touchMove', width / 4], ['touchEnd']]) {
    await touch.send('Input.dispatchTouchEvent', { type, touchPoints: right === undefined ? [] : [{ x: x + 40 + right, y: y + height / 2 }] });
  }
  await shown(picture, /^Image 13 of 16/);
  await context.close();
});

test('a cell keeps its language in both spellings of the metadata, and a new one takes it over', async () => {
  await run('fsharp', 'let kept = 1');
  await page.getByRole('button', { name: 'Add code cell' }).click();
  assert.equal(await page.getByLabel('Cell language').inputValue(), 'fsharp');
  await page.keyboard.press('Control+s');
  await page.getByTestId('save-state').getByText('Saved', { exact: true }).waitFor();
  const cells = await page.evaluate(async () => (await (await fetch(`/api/contents/${location.pathname.replace('/notebooks/', '')}?content=1`)).json()).content.cells);
  const { polyglot_notebook, dotnet_interactive } = cells.findLast(cell => cell.cell_type === 'code').metadata;
  assert.deepEqual([polyglot_notebook.kernelName, dotnet_interactive.language], ['fsharp', 'fsharp']);
});

test('the variables of all languages are listed, and one goes into a cell of another by a choice', async () => {
  await page.getByRole('button', { name: 'Variables, cohorts and outline' }).click();
  const list = page.getByRole('list', { name: 'Variables' });
  await list.getByText('doubled').first().waitFor();
  await list.getByRole('button', { name: 'Share threshold' }).first().click();
  await page.getByRole('menuitem', { name: 'Python' }).click();
  await page.locator('.jp-Cell.jp-mod-active .cm-content').getByText('#!share --from csharp threshold').waitFor();
  assert.equal(await page.getByLabel('Cell language').inputValue(), 'python');
});

test('what the compiler would refuse is marked, arguments are explained, and all of it is accessible', async () => {
  await page.getByRole('button', { name: 'Add code cell' }).click();
  await page.getByLabel('Cell language').selectOption('csharp');
  const editor = page.locator('.jp-Cell.jp-mod-active .cm-content');
  await editor.click();
  await page.keyboard.type('int number = "text";\nConsole.WriteLine(');
  await page.locator('.wb-signature').getByText('Console.WriteLine').waitFor();
  await editor.locator('.cm-lintRange-error').filter({ hasText: '"text"' }).waitFor();
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .include('.cm-tooltip')
    .include('aside')
    .include('.wb-language-chip')
    .analyze();
  assert.deepEqual(violations.map(found => `${found.id}: ${found.nodes[0].target} ${found.nodes[0].failureSummary}`), []);
  await page.keyboard.press('Escape');
  await page.locator('.wb-signature').waitFor({ state: 'detached' });
  assert.ok(await editor.evaluate(node => node.contains(document.activeElement) || node === document.activeElement), 'Escape took the editor away too');
});

test('an interrupt ends a busy loop of JavaScript; the next cell is told that variables are lost', async () => {
  await page.getByRole('button', { name: 'Add code cell' }).click();
  await page.getByLabel('Cell language').selectOption('javascript');
  await page.locator('.jp-Cell.jp-mod-active .cm-content').fill('while (true) { }');
  await page.keyboard.press('Control+Enter');
  const loop = page.locator('.jp-Cell.jp-mod-active');
  await page.locator('iframe[title="JavaScript cells"]').waitFor({ state: 'attached' });
  await page.waitForTimeout(500);
  await page.getByRole('button', { name: 'Interrupt' }).click();
  await finished(loop);
  const next = await run('javascript', 'typeof doubled');
  await output(next).getByText(/variables that its cells had made are lost/).waitFor();
  await output(next).getByText('undefined', { exact: true }).waitFor();
});

test('script of a notebook reaches neither page, cookies, API nor network', async () => {
  const outside = `http://127.0.0.1:${spy.address().port}`;
  const attempts = {
    'the API': `fetch('${workbench.url}/api/workbench/me', { credentials: 'include' })`,
    'the API by an old way': `new Promise((yes, no) => { const x = new XMLHttpRequest(); x.open('GET', '${workbench.url}/healthz'); x.onload = yes; x.onerror = no; x.send(); })`,
    'its socket': `new Promise((yes, no) => { const s = new WebSocket('${workbench.url.replace('http', 'ws')}/api/events/subscribe'); s.onopen = yes; s.onerror = no; })`,
    'another host': `fetch('${outside}/fetch', { mode: 'no-cors' })`,
    'another host by script': `(async () => importScripts('${outside}/script.js'))()`,
    'another host by module': `import('${outside}/module.js')`,
    'another host from a worker of its own': `new Promise((yes, no) => { const w = new Worker(URL.createObjectURL(new Blob(["fetch('${outside}/nested', {mode:'no-cors'}).then(() => postMessage(1), () => postMessage(0))"]))); w.onmessage = e => (e.data ? yes() : no()); w.onerror = no; })`,
    'storage': `new Promise((yes, no) => { const open = indexedDB.open('x'); open.onsuccess = yes; open.onerror = no; })`,
    'cookies': `(async () => { if (!String(document.cookie ?? '').includes('_xsrf')) throw 0; })()`,
    'the page': `(async () => parent.document.body.innerHTML)()`,
    'WebRTC': `(async () => new RTCPeerConnection())()`
  };
  // All at once: each has as long as it would have alone.
  const asked = Object.entries(attempts).map(([name, code]) => `${JSON.stringify(name)}: async () => ${code}`).join(',\n');
  const cell = await run('javascript', `const outcomes = await Promise.all(Object.entries({ ${asked} }).map(async ([name, attempt]) => {
  try { await Promise.race([attempt(), new Promise((_, no) => setTimeout(no, 1500))]); return name + ': reached'; } catch { return name + ': refused'; }
}));
console.log(outcomes.join('\\n'));`);
  await output(cell).getByText('WebRTC: ').waitFor();
  assert.deepEqual((await output(cell).innerText()).match(/^.*: (reached|refused)$/gm), Object.keys(attempts).map(name => `${name}: refused`));
  await run('javascript', `location.href = '${outside}/navigate'; 0`);
  assert.deepEqual(called, []);
});

test('HTML of a notebook neither runs script, nor loads, nor leads away, nor draws over the page', async () => {
  const outside = `http://127.0.0.1:${spy.address().port}`;
  const cell = await run('html', `<p class="mine">shown</p><style>.mine { color: rgb(1, 2, 3) } } body { display: none } </style>
<meta http-equiv="refresh" content="0;url=${outside}/refresh"><link rel="dns-prefetch" href="${outside}"><link rel="preconnect" href="${outside}">
<script>document.title = 'taken over'</script><iframe src="${outside}/frame"></iframe><form action="/api/workbench/sign-out" method="post"><button>Go</button></form>
<a href="#" data-commandlinker-command="notebook:delete-cell">link</a><div style="position: fixed; inset: 0">over</div>`);
  const shown = output(cell).locator('.mine');
  await shown.waitFor();
  await page.waitForTimeout(300);
  assert.equal(await shown.evaluate(node => getComputedStyle(node).color), 'rgb(1, 2, 3)');
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).display), 'block');
  assert.equal(await output(cell).locator('meta, link, script, iframe, form, [data-commandlinker-command]').count(), 0);
  assert.notEqual(await page.title(), 'taken over');
  assert.ok(page.url().startsWith(workbench.url));
  const over = await output(cell).getByText('over', { exact: true }).boundingBox();
  assert.ok(over.y > 60, 'the output lies over the header');
  assert.deepEqual(called, []);
});

test('no page complained of a script error, and nothing outside was called', () => {
  assert.deepEqual(called, []);
  assert.deepEqual(page.complaints.filter(text => text.startsWith('error')), []);
});
