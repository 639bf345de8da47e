// What people do around the notebooks: an admin invites, a steward grants less than was asked, or declines with a reason.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, signIn } from './browser.mjs';
import { newNotebook, runCell } from './notebook.mjs';
import { startWorkbench } from './server.mjs';

let workbench, browser, admin, researcher, steward, newcomer;
const password = 'a long demo phrase 47';

before(async () => {
  workbench = await startWorkbench();
  browser = await launch();
}, { timeout: 900_000 });

after(async () => {
  await browser?.close();
  await workbench?.stop();
});

async function request(cohort, columns) {
  await researcher.goto(`${workbench.url}/cohorts/${cohort}/request`);
  await researcher.getByLabel('Purpose').fill('Comparing survival by sex');
  await researcher.getByLabel('Justification').fill('The course needs these columns and no others.');
  await researcher.getByRole('radio', { name: /^Rows/ }).check();
  for (const column of columns) await researcher.getByRole('checkbox', { name: column, exact: true }).check();
  await researcher.getByRole('button', { name: 'Send request' }).click();
  await researcher.getByText(/waits for a steward/).waitFor();
  return researcher.url();
}

async function review(cohort) {
  await steward.goto(`${workbench.url}/reviews`);
  await steward.getByRole('row').filter({ hasText: cohort }).getByRole('link').first().click();
  await steward.getByRole('heading', { name: 'What it would expose' }).waitFor();
}

test('an admin adds a person and gets a link to hand over', async () => {
  admin = await signIn(browser, workbench, 'admin');
  await admin.getByRole('link', { name: 'People' }).click();
  await admin.getByRole('button', { name: 'Add a person' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByLabel('Name to sign in with').fill('demo-newcomer');
  await dialog.getByLabel('Name to show').fill('Demo Newcomer');
  await dialog.getByRole('button', { name: 'Add person' }).click();
  const link = await admin.getByRole('dialog').getByLabel('Sign-in link').inputValue();
  assert.match(link, /\/sign-in\?key=/);
  workbench.links.set('newcomer', link);
  await admin.keyboard.press('Escape');
  await admin.getByRole('row', { name: /Demo Newcomer/ }).getByText('Active').waitFor();
});

test('the person chooses a password by the link, which then is used up', async () => {
  newcomer = await (await browser.newContext({ viewport: { width: 1280, height: 860 } })).newPage();
  newcomer.setDefaultTimeout(30_000);
  await newcomer.goto(workbench.links.get('newcomer'));
  await newcomer.getByRole('heading', { name: 'Welcome' }).waitFor();
  await choose('short');
  await newcomer.getByRole('alert').waitFor();
  await choose(password);
  await newcomer.getByRole('navigation', { name: 'Main', exact: true }).waitFor();

  const other = await (await browser.newContext()).newPage();
  await other.goto(workbench.links.get('newcomer'));
  await other.getByRole('alert').waitFor();
  await other.getByRole('form', { name: 'Sign in' }).waitFor();
  await other.context().close();
});

async function choose(word) {
  await newcomer.getByLabel('New password').fill(word);
  await newcomer.getByLabel('The same again').fill(word);
  await newcomer.getByRole('button', { name: 'Set password and sign in' }).click();
}

test('the person signs out, and in again with the password', async () => {
  await newcomer.getByRole('button', { name: /account menu/ }).click();
  await newcomer.getByRole('menuitem', { name: 'Sign out' }).click();
  await newcomer.getByRole('form', { name: 'Sign in' }).waitFor();
  await newcomer.goto(`${workbench.url}/cohorts`);
  const form = newcomer.getByRole('form', { name: 'Sign in' });
  await form.getByLabel('Name').fill('demo-newcomer');
  await form.getByRole('textbox', { name: 'Password' }).fill('not the password 12');
  await form.getByRole('button', { name: 'Sign in' }).click();
  await newcomer.getByRole('alert').waitFor();
  await form.getByRole('textbox', { name: 'Password' }).fill(password);
  await form.getByRole('button', { name: 'Sign in' }).click();
  await newcomer.getByRole('heading', { level: 1, name: 'Cohorts' }).waitFor();
  await newcomer.getByRole('button', { name: /Demo Newcomer\s*Researcher/ }).waitFor();
});

test('a steward grants fewer columns than were asked; the next read of a dropped one is refused', async () => {
  researcher = await signIn(browser, workbench, 'researcher');
  steward = await signIn(browser, workbench, 'steward');
  await request('lung', ['time', 'status', 'sex', 'ph.ecog']);
  await review(/lung/i);
  await steward.getByRole('button', { name: 'Grant with changes' }).click();
  const dialog = steward.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'ph.ecog', exact: true }).uncheck();
  await dialog.getByRole('button', { name: 'Grant with these changes' }).click();
  await steward.getByText(/Granted:/).waitFor();

  await newNotebook(researcher);
  const allowed = await runCell(researcher, 'Console.WriteLine(Cohorts.Open("lung").Table("patients").ToFrame(["time", "sex"]).RowCount)');
  await allowed.getByText('228').waitFor();
  const refused = await runCell(researcher, 'Cohorts.Open("lung").Table("patients").ToFrame(["ph.ecog"])');
  await refused.getByText(/column-not-permitted/).first().waitFor();
  assert.equal(await refused.getByText(/column-not-permitted/).filter({ visible: true }).count(), 1, 'the refusal is said once');
});

test('a steward declines with a reason, and the researcher reads it', async () => {
  const address = await request('prostate', ['age']);
  await review(/prostate/i);
  await steward.getByRole('button', { name: 'Decline' }).click();
  const dialog = steward.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Ask for the stage instead of the age.');
  await dialog.getByRole('button', { name: 'Decline request' }).click();
  await steward.getByText(/sees your reason/).waitFor();
  await researcher.goto(address);
  await researcher.getByText('Ask for the stage instead of the age.').waitFor();
  await researcher.goto(workbench.url);
  await researcher.getByText('Declined').first().waitFor();
});

test('no page complained: no script error, nothing stopped by the content security policy', () => {
  assert.deepEqual([...admin.complaints, ...researcher.complaints, ...steward.complaints], []);
});
