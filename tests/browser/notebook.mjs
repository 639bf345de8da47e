// What a person does on the notebook page.
import assert from 'node:assert/strict';

const editor = page => page.locator('.jp-Notebook .jp-Cell.jp-mod-active .cm-content');

/** A new notebook of the person, opened, with its kernel ready. */
export async function newNotebook(page) {
  await page.goto(new URL('/notebooks', page.url()).href);
  await page.getByRole('button', { name: 'New notebook' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /create|open|new notebook/i }).click();
  await kernelReady(page);
}

export async function kernelReady(page) {
  await page.locator('.jp-Notebook .jp-CodeCell').first().waitFor();
  await page.getByText(/^(Idle|Busy)$/).first().waitFor({ timeout: 60_000 });
}

/** Types code into the active (empty) cell, or a new one below, runs it and waits until it is done. Returns the cell. */
export async function runCell(page, code, { wait = true } = {}) {
  await page.getByRole('button', { name: 'Add code cell' }).click();
  await editor(page).fill(code);
  const cell = page.locator('.jp-Notebook .jp-Cell.jp-mod-active');
  const index = await cell.evaluate(node => [...node.parentElement.children].filter(n => n.classList.contains('jp-Cell')).indexOf(node));
  const stable = page.locator('.jp-Notebook .jp-Cell').nth(index);
  await page.keyboard.press('Control+Enter');
  if (wait) await finished(stable);
  return stable;
}

export async function finished(cell, timeout = 60_000) {
  await cell.page().waitForFunction(
    node => ['done', 'failed'].includes(node.dataset.runState) || ['done', 'failed'].includes(node.querySelector('.wb-run-state')?.dataset.phase),
    await cell.elementHandle(),
    { timeout }
  );
}

/** Runs all cells of the open notebook and waits until none is queued or running. */
export async function runAll(page, timeout = 180_000) {
  await page.getByRole('button', { name: 'Run all' }).click();
  await page.waitForFunction(
    () => {
      const states = [...document.querySelectorAll('.jp-Notebook .wb-run-state')].map(node => node.dataset.phase);
      return states.length > 0 && states.some(state => state === 'done' || state === 'failed') && !states.some(state => state === 'queued' || state === 'running');
    },
    undefined,
    { timeout, polling: 500 }
  );
  const failed = await page.locator('.jp-Notebook .wb-run-state[data-phase="failed"]').count();
  assert.equal(failed, 0, 'cells failed');
}

/** The notebook keeps only the cells near the screen in the page; this goes through it, again and again, until the output is there. */
export async function scrollTo(page, output, timeout = 60_000) {
  const panel = page.locator('.jp-WindowedPanel-outer');
  const end = Date.now() + timeout;
  while ((await output.count()) === 0) {
    if (Date.now() > end) throw new Error('the output is nowhere in the notebook');
    await panel.evaluate(node => {
      const next = node.scrollTop + node.clientHeight / 2;
      node.scrollTop = next + node.clientHeight > node.scrollHeight + node.clientHeight / 2 ? 0 : next;
    });
    await page.waitForTimeout(200);
  }
}

/** Scrolls the notebook, and nothing around it, until the first match stands near its top. */
export async function bringToTop(page, selector) {
  await page.locator('.jp-WindowedPanel-outer').evaluate(async (node, wanted) => {
    for (let i = 0; i < 5; i++) {
      const found = node.querySelector(wanted);
      if (found) node.scrollTop += found.getBoundingClientRect().top - node.getBoundingClientRect().top - 160;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }, selector);
}
