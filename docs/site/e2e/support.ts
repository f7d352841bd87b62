/** What the tests in a browser share: a server of the built site, pages that fail on any error, claims that are counted. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

export const root: string = fileURLToPath(new URL('../../../../', import.meta.url));
const site = join(root, 'out/site');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/**
 * The built site on the loopback.
 *
 * @param before - put before each script, of the page and of its worker.
 */
export async function served(before: string = ''): Promise<{ readonly home: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname).replace(/\/$/, '/index.html');
    const file = join(site, path);
    if (!file.startsWith(site) || !existsSync(file) || !statSync(file).isFile()) response.writeHead(404).end();
    else {
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' });
      response.end(file.endsWith('.js') ? `${before}${readFileSync(file, 'utf8')}` : readFileSync(file));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return { server, home: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

export function launched(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

let passed = 0;

export function check(isRight: boolean, what: string): void {
  if (!isRight) throw new Error(`not so: ${what}`);
  passed++;
}

export function countOfChecks(): number {
  return passed;
}

export interface Setting {
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  readonly hasTouch?: boolean;
}

/** A page that fails the run when anything is thrown or logged as an error. */
export async function opened(browser: Browser, address: string, setting: Setting = {}): Promise<Page> {
  const { width = 1280, theme = 'light', hasTouch = false } = setting;
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme, hasTouch });
  // A machine that others use as well is given time.
  page.setDefaultTimeout(120_000);
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    if (message.type() === 'error') throw new Error(`the page says: ${message.text()}`);
  });
  await page.goto(address);
  if (address.includes('think.html')) {
    await page.waitForSelector('html[data-ready]');
    await settled(page);
  }
  return page;
}

/** Waits until nothing is asked any more. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.waitForSelector('html:not([data-busy])');
  // Answers are drawn before the next frame.
  await page.evaluate(() => new Promise(requestAnimationFrame));
}

export const text = (page: Page, id: string): Promise<string> => page.locator(`#${id}`).innerText();

/** The numbers of the last row of a table. */
export async function numbers(page: Page, id: string): Promise<number[]> {
  const cells = await page.locator(`#${id} tbody tr`).last().locator('td').allInnerTexts();
  return cells.map((cell) => Number(cell.replace('−', '-').replace(/ .*$/, '')));
}

export async function preset(page: Page, name: string): Promise<void> {
  await page.selectOption('#preset', name);
  await settled(page);
}

/** Types code, and waits for what comes of it. */
export async function typed(page: Page, code: string): Promise<void> {
  await page.fill('#code', code);
  // The editor waits a moment for more.
  await page.waitForTimeout(300);
  await settled(page);
}
