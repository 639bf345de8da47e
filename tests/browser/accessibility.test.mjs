// Our own pages hold WCAG 2.2 levels A and AA as far as axe can tell, light and dark, on a desk and on a phone.
import assert from 'node:assert/strict';
import AxeBuilder from '@axe-core/playwright';
import { after, before, test } from 'node:test';
import { launch, signIn } from './browser.mjs';
import { startWorkbench } from './server.mjs';

const pages = {
  researcher: ['/', '/cohorts', '/cohorts/lung', '/cohorts/lung/request', '/notebooks', '/samples', '/permits', '/sessions'],
  steward: ['/reviews', '/permits', '/audit'],
  admin: ['/people', '/sessions', '/wall'],
};
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let workbench, browser;

before(async () => {
  workbench = await startWorkbench();
  browser = await launch();
}, { timeout: 900_000 });

after(async () => {
  await browser?.close();
  await workbench?.stop();
});

for (const [person, paths] of Object.entries(pages)) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      test(`pages of the ${person}, ${colorScheme}, ${width} px wide`, async () => {
        const page = await signIn(browser, workbench, person, { colorScheme, viewport: { width, height: 860 } });
        for (const path of paths) {
          await page.goto(workbench.url + path);
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          await page.waitForLoadState('networkidle');
          const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
          assert.deepEqual(violations.map(found => `${path}: ${found.id} (${found.nodes.length}): ${found.nodes[0].target}`), []);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(overflow <= 0, `${path} scrolls sideways by ${overflow} px`);
        }
        await page.context().close();
      });
    }
  }
}
