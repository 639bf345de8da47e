// The whole story in a real browser: find, refused, request, grant, work, revoke, refused again, and the trail of it all.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, copyFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, signIn } from './browser.mjs';
import { compileTokens, processesOf, searchFolder, searchMemory } from './canaries.mjs';
import { bringToTop, kernelReady, newNotebook, runAll, runCell, scrollTo } from './notebook.mjs';
import { root, startWorkbench } from './server.mjs';

let workbench, browser, researcher, steward;
const images = path.join(root, 'artifacts', 'screenshots');

before(async () => {
  mkdirSync(images, { recursive: true });
  workbench = await startWorkbench();
  browser = await launch();
  researcher = await signIn(browser, workbench, 'researcher');
  steward = await signIn(browser, workbench, 'steward');
}, { timeout: 900_000 });

after(async () => {
  await browser?.close();
  await workbench?.stop();
});

/** A picture for the documentation; UPDATE_SCREENSHOTS=1 takes it over into docs/images. */
async function picture(page, name) {
  const file = path.join(images, `${name}.png`);
  await page.screenshot({ path: file });
  if (process.env.UPDATE_SCREENSHOTS === '1') {
    mkdirSync(path.join(root, 'docs', 'images'), { recursive: true });
    copyFileSync(file, path.join(root, 'docs', 'images', `${name}.png`));
  }
}

async function requestAccess(cohort) {
  await researcher.goto(`${workbench.url}/cohorts/${cohort}`);
  await researcher.getByRole('button', { name: 'Request access' }).or(researcher.getByRole('link', { name: 'Request access' })).first().click();
  await researcher.getByLabel('Purpose').fill('Teaching survival analysis');
  await researcher.getByLabel('Justification').fill('The course compares methods on this cohort; fewer columns would not show them.');
  await researcher.getByRole('radio', { name: /row/i }).check();
  for (const table of await researcher.getByRole('checkbox', { name: /^All columns|^Table|^All of/i }).all()) await table.check();
  await researcher.getByRole('complementary', { name: 'What you will be able to see' }).waitFor();
  await picture(researcher, `request-${cohort}`);
  await researcher.getByRole('button', { name: 'Send request' }).click();
  await researcher.getByText(/waits|steward reviews/i).first().waitFor();
}

async function grant(cohort) {
  await steward.goto(`${workbench.url}/reviews`);
  await steward.getByRole('row').filter({ hasText: new RegExp(cohort, 'i') }).getByRole('link').first().click();
  await steward.getByRole('heading', { name: 'What it would expose' }).waitFor();
  await picture(steward, `review-${cohort}`);
  await steward.getByRole('button', { name: 'Grant', exact: true }).click();
  await steward.getByRole('dialog').getByRole('button', { name: 'Grant access' }).click();
  await steward.getByText(/Granted:/).waitFor();
}

test('the researcher finds the lung cohort and sees what it holds', async () => {
  await researcher.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'Cohorts' }).click();
  await researcher.getByRole('searchbox').or(researcher.getByPlaceholder(/search/i)).first().fill('lung');
  await researcher.getByRole('link', { name: /lung/i }).first().click();
  await researcher.getByRole('heading', { level: 1, name: /lung/i }).waitFor();
  await picture(researcher, 'cohort');
  await researcher.getByRole('tab', { name: 'Dictionary' }).click();
  await researcher.getByText('ph.ecog').first().waitFor();
});

test('before a permit the cohort is refused in the notebook, in words', async () => {
  await newNotebook(researcher);
  const cell = await runCell(researcher, 'Cohorts.Open("lung").Table("patients").ToFrame()');
  await cell.getByText(/no-permit/).first().waitFor();
  await picture(researcher, 'refused-before');
});

test('the researcher requests access, the steward sees what it would expose and grants', async () => {
  await requestAccess('lung');
  await requestAccess('breast');
  await grant('lung');
  await grant('breast');
});

test('the researcher runs a private copy of the diagnosis sample: tables, charts and metrics are on the page', async () => {
  await researcher.goto(`${workbench.url}/samples`);
  const sample = researcher.getByRole('article', { name: /Benign or malignant/ });
  await sample.waitFor();
  await picture(researcher, 'samples');
  await sample.getByRole('button', { name: /Open my copy/ }).click();
  await kernelReady(researcher);
  await runAll(researcher);
  await researcher.locator('.jp-OutputArea table').first().waitFor();
  await researcher.locator('.js-plotly-plot').first().waitFor();
  assert.match(await researcher.locator('.jp-Notebook').innerText(), /AUC/i);
  await bringToTop(researcher, '.js-plotly-plot');
  await picture(researcher, 'notebook');
});

test('output of a cell that ran while the page was closed is whole when it is opened again', async () => {
  const cell = await runCell(researcher, 'for (var i = 0; i < 40; i++) { Console.WriteLine($"line {i} of 40"); await Task.Delay(150); }', { wait: false });
  await cell.getByText('line 2 of 40').waitFor();
  const address = researcher.url();
  const context = researcher.context();
  await researcher.close({ runBeforeUnload: false });
  await new Promise(resolve => setTimeout(resolve, 2_000));
  researcher = await context.newPage();
  researcher.setDefaultTimeout(30_000);
  researcher.complaints = [];
  await researcher.goto(address);
  await kernelReady(researcher);
  const output = researcher.locator('.jp-Notebook .jp-Cell .jp-OutputArea-output').filter({ hasText: 'line 39 of 40' });
  await scrollTo(researcher, output);
  const lines = (await output.textContent()).match(/line \d+ of 40/g);
  assert.deepEqual(lines, Array.from({ length: 40 }, (_, i) => `line ${i} of 40`));
});

test('the steward revokes, and the next read in the same running kernel is refused with the clause', async () => {
  const before = await runCell(researcher, 'Console.WriteLine(Cohorts.Open("breast").Table("wdbc").ToFrame().RowCount)');
  await before.getByText('569').waitFor();
  await steward.goto(`${workbench.url}/permits`);
  await steward.getByRole('button', { name: /Revoke the permit of .* for breast/i }).click();
  await picture(steward, 'revoke');
  const dialog = steward.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('The course is over.');
  await dialog.getByRole('button', { name: /Revoke/ }).click();
  await steward.getByText(/next read .* is refused/i).waitFor();

  const after = await runCell(researcher, 'Console.WriteLine(Cohorts.Open("breast").Table("wdbc").ToFrame().RowCount)');
  await after.getByText(/permit-revoked/).first().waitFor();
  await after.getByText(/clause/i).first().waitFor();
  await picture(researcher, 'refused-after');
});

test('the audit page shows all of it, and the chain is whole', async () => {
  await steward.goto(`${workbench.url}/audit`);
  await steward.getByText(/Verified to event/).waitFor();
  const events = await steward.getByRole('list', { name: 'Audit events' }).innerText();
  for (const word of [/request/i, /grant/i, /revoke/i, /refused/i, /breast/]) assert.match(events, word);
  await picture(steward, 'audit');
  const verify = workbench.command('audit', 'verify');
  assert.equal(verify.status, 0, verify.stderr);
});

test('no page complained: no script error, nothing stopped by the content security policy', () => {
  assert.deepEqual([...researcher.complaints, ...steward.complaints], []);
});

test('no planted identity is in any byte that left the raw side, nor in the memory of kernel and server', async () => {
  const list = path.join(path.dirname(workbench.data), 'canaries.txt');
  const listed = workbench.deidentify('demo', '--demo-content', path.join(workbench.data, 'runtime', 'demo-content'), '--canaries', list);
  assert.equal(listed.status, 0, listed.stderr);
  const tokens = readFileSync(list, 'utf8').split('\n').filter(token => token.length >= 4);
  assert.ok(tokens.length > 10_000, `only ${tokens.length} planted tokens`);
  const compiled = compileTokens(tokens);
  // Eight digits are a date without separators. One in seven of the last century's days is somebody's birth date here, so that
  // such digits stand in any program's memory by chance; with separators, and in files, every date is looked for.
  const inMemory = compileTokens(tokens.filter(token => !/^\d{8}$/.test(token)));

  const raw = searchFolder(path.join(workbench.data, 'raw'), compiled);
  assert.ok(raw.found.length > 1_000, 'the raw store does not hold what was planted: the search would find nothing anywhere');

  const outside = searchFolder(workbench.data, compiled, file => file.startsWith(path.join(workbench.data, 'raw')) || file.startsWith(path.join(workbench.data, 'runtime')));
  assert.ok(outside.files > 20);
  assert.deepEqual([...new Set(outside.found.filter(hit => !hit.chance).map(hit => `${hit.place}: ${shape(hit.token)}`))], []);
  // Digits of keyed UIDs, hashes and ids meet one of the 4,500 dates once or twice; many would be a leak in their shape.
  assert.ok(new Set(outside.found.map(hit => hit.chance).filter(Boolean)).size <= 15, 'numbers made by chance hold more dates than chance gives');

  await runCell(researcher, 'var everything = Cohorts.Open("lung").Table("patients").ToFrame(); everything');
  const processes = processesOf(workbench.data, ['Workbench.Kernel', 'Workbench.Server']);
  assert.ok(processes.length >= 2, 'kernel and server are not running');
  for (const process of processes) {
    const { scanned, found } = searchMemory(process, inMemory);
    assert.ok(scanned > 10_000_000);
    assert.deepEqual([...new Set(found.map(hit => `${hit.place}: ${shape(hit.token)}`))], []);
  }
});

/** What kind of token it is, without the token. */
const shape = token => token.replace(/\p{L}/gu, 'a').replace(/\d/g, '9');
