// A real Chromium (Debian's), one context per person, with everything the page says on its console kept for the test to judge.
import { chromium } from 'playwright-core';

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const launch = () => chromium.launch({ executablePath: '/usr/bin/chromium', args: quiet });

/** A page of a person who has signed in by the demo's link. */
export async function signIn(browser, workbench, person, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', error => page.complaints.push(`error: ${error.message}`));
  page.on('console', message => {
    if (/Content.Security.Policy/i.test(message.text())) {
      page.complaints.push(`policy: ${message.text()}`);
    }
  });
  page.setDefaultTimeout(30_000);
  await page.goto(workbench.links.get(person));
  // The rail on a desk, the bar at the foot on a phone.
  await page.getByRole('navigation', { name: /^Main/ }).filter({ visible: true }).first().waitFor();
  return page;
}
