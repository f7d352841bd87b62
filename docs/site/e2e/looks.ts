/** How it looks, and to whom: widths, themes, contrast, names for those who do not see it; pictures to be looked at. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { check, opened, root } from './support.js';

const pictures = join(root, 'out/site-pictures');
const PAGES = ['index', 'think', 'guides/index', 'guides/ordinary-code', 'docs/speed'] as const;

interface Axe {
  run(options: object): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>;
}

/** What axe-core finds: names, roles, contrast of texts, order of headings. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
  });
}

export async function looks(browser: Browser, home: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  for (const theme of ['light', 'dark'] as const) {
    for (const width of [1280, 390, 320]) {
      for (const name of PAGES) {
        const page = await opened(browser, `${home}${name}.html`, { width, theme });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        check(wide <= 0, `${name}, ${width} pixels, ${theme}: nothing is wider than the page`);
        if (width !== 390) {
          const found = await faults(page);
          check(found.length === 0, `${name}, ${width} pixels, ${theme}: ${found.join('\n')}`);
        }
        const path = join(pictures, `${name.replace('/', '-')}-${width}-${theme}.png`);
        await page.screenshot({ path, fullPage: true });
        await page.close();
      }
    }
  }
}
