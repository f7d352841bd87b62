/**
 * `npm run site-test`: the page to see it think, end to end, in headless Chromium (Debian's `chromium`, or CHROMIUM=path). Writes
 * pictures of both themes and two widths to out/site-pictures. The site has to be built before.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { PRESETS } from './parts/presets.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const site = join(root, 'out/site');
const pictures = join(root, 'out/site-pictures');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname).replace(/\/$/, '/index.html');
    const file = join(site, path);
    if (!file.startsWith(site) || !existsSync(file)) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const checks: string[] = [];

function check(isRight: boolean, what: string): void {
  if (!isRight) throw new Error(`not so: ${what}`);
  checks.push(what);
}

interface Setting {
  readonly width: number;
  readonly theme: 'light' | 'dark';
  readonly hasWasm?: boolean;
}

/** A page that fails the run when anything is thrown or logged as an error. */
async function opened(browser: Browser, address: string, { width, theme, hasWasm = true }: Setting): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme });
  // A machine that others use as well is given time.
  page.setDefaultTimeout(120_000);
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    if (message.type() === 'error') throw new Error(`the page says: ${message.text()}`);
  });
  if (!hasWasm) await page.addInitScript('delete globalThis.WebAssembly');
  await page.goto(address);
  await page.waitForSelector('html[data-ready]', { timeout: 60_000 });
  return page;
}

const text = (page: Page, id: string): Promise<string> => page.locator(`#${id}`).innerText();

/** The numbers of the last row of a table. */
async function numbers(page: Page, id: string): Promise<number[]> {
  const cells = await page.locator(`#${id} tbody tr`).last().locator('td').allInnerTexts();
  return cells.map((cell) => Number(cell.replace('−', '-').replace(/ .*$/, '')));
}

async function presets(page: Page): Promise<void> {
  for (const { name, title } of PRESETS) {
    await page.selectOption('#preset', name);
    check((await text(page, 'message')) === '', `${title}: runs`);
    const jet = await numbers(page, 'jet');
    check(jet.length === 4 && jet.every(Number.isFinite), `${title}: f, f′ and f″ are numbers`);
    check((await page.locator('#curve path.value').getAttribute('d'))?.startsWith('M') === true, `${title}: is drawn`);
  }
}

async function keyboardAndPointer(page: Page): Promise<void> {
  await page.selectOption('#preset', 'sine');
  const before = await numbers(page, 'jet');
  await page.locator('#curve .handle').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((x) => document.querySelector('#jet td')?.textContent !== x, String(before[0]));
  const after = await numbers(page, 'jet');
  check(Math.abs(after[0] - before[0] - 0.32) < 1e-9, 'an arrow key moves the point');
  const [x, f, slope, curvature] = after;
  const due = Math.exp((-x * x) / 20) * (Math.cos(x) - (x / 10) * Math.sin(x));
  check(Math.abs(slope - due) < 1e-14, 'the slope is that of the closed form');
  check(
    f === Math.sin(x) * Math.exp((-x * x) / 20) && Number.isFinite(curvature),
    'the value is that of plain JavaScript',
  );
  const box = await page.locator('#curve .handle').boundingBox();
  if (box === null) throw new Error('the handle is not seen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 80, box.y, { steps: 4 });
  await page.mouse.up();
  check((await numbers(page, 'jet'))[0] < x - 0.5, 'the point follows the pointer');
}

async function editing(page: Page, address: string): Promise<void> {
  await page.fill(
    '#code',
    'const f = (x) => { let y = x; for (let i = 0; i < 3; i++) y *= x; return x > 0 ? y : 0; };\nconst at = 2;',
  );
  await page.waitForFunction(() => document.querySelector('#jet td:nth-child(2)')?.textContent === '16');
  check(
    (await numbers(page, 'jet')).join() === '2,16,32,48',
    'what is typed is differentiated: x⁴, through a loop and a branch',
  );
  await page.click('#share');
  const shared = page.url();
  check(shared.includes('#code='), 'the code is in the address');
  await page.goto('about:blank');
  await page.goto(shared);
  await page.waitForFunction(() => document.querySelector('#jet td:nth-child(2)')?.textContent === '16');
  check((await page.inputValue('#code')).includes('y *= x'), 'a shared address brings the code back');
  await page.fill('#code', 'const f = (x) => x +;');
  await page.waitForFunction(() => document.querySelector('#message')?.textContent !== '');
  check(
    (await numbers(page, 'jet')).join() === '2,16,32,48',
    'code that cannot be read leaves the last picture, and says why',
  );
  await page.goto(`${address}#sine`);
}

async function panels(page: Page): Promise<void> {
  await page.selectOption('#preset', 'book');
  check(
    /forward differences at best .*central differences at best/.test(await text(page, 'vee-text')),
    'the V tells its best steps',
  );
  await page.locator('#degree').fill('9');
  check((await text(page, 'taylor-text')).includes('⁹'), 'the degree of the polynomial follows the slider');
  const flow = await text(page, 'flow-count');
  check(/At the end ∂f\/∂x is (\S+) forward and (\S+) in reverse/.test(flow), 'both sweeps end at ∂f/∂x');
  const [, forward, reverse] = /is (\S+) forward and (\S+) in/.exec(flow) ?? [];
  check(Math.abs(Number(forward.replace('−', '-')) - Number(reverse.replace('−', '-'))) < 1e-13, 'at the same number');
  await page.locator('#flow-step').fill('2');
  check((await page.locator('#flow-forward .node.reached').count()) === 3, 'step by step');
  check(/reverse needs [\d.]+ times fewer/.test(await text(page, 'chain-text')), 'many inputs, one output: reverse');
  await page.locator('#chain-inputs').fill('1');
  await page.locator('#chain-outputs').fill('32');
  check(/forward needs [\d.]+ times fewer/.test(await text(page, 'chain-text')), 'one input, many outputs: forward');
  check((await page.locator('#gallery tbody tr').count()) === 10, 'the gallery of kinks');
  await page.selectOption('#preset', 'kink');
  check(/abs: kink/.test(await text(page, 'met')), 'a kink at the point is named with its rule');
}

async function models(page: Page): Promise<void> {
  const before = await text(page, 'fit-text');
  await page.locator('#fit .handle').nth(5).focus();
  for (let k = 0; k < 8; k++) await page.keyboard.press('ArrowUp');
  await page.waitForFunction((old) => (document.querySelector('#fit-text') as HTMLElement).innerText !== old, before);
  check(true, 'a count that is moved is fitted anew');
  await page.click('#fit-reset');
  await page.waitForFunction((old) => (document.querySelector('#fit-text') as HTMLElement).innerText === old, before);
  check(true, 'and back');
  const pose = await text(page, 'arm-more');
  await page.locator('#arm .handle').focus();
  for (let k = 0; k < 60; k++) {
    await page.keyboard.press('ArrowRight');
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.waitForFunction(() => /singular/.test(document.querySelector('#arm-more')?.textContent ?? ''));
  check(pose !== (await text(page, 'arm-more')), 'an arm that is stretched out is told to be singular');
}

async function compiling(page: Page, engine: RegExp): Promise<void> {
  for (const name of ['rosenbrock', 'pendulum', 'sir']) {
    await page.selectOption('#preset', name);
    await page.click('#compile');
    await page.waitForFunction(() => document.querySelector('#engine')?.textContent !== '');
    check(/yes, at 300 points/.test(await text(page, 'compile-text')), `${name}: compiled, the same bits`);
    check(engine.test(await text(page, 'engine')), `${name}: by ${engine.source}`);
  }
}

const server = await serve();
const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const address = `${home}think.html`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
mkdirSync(pictures, { recursive: true });
try {
  const page = await opened(browser, address, { width: 1280, theme: 'light' });
  await presets(page);
  await keyboardAndPointer(page);
  await editing(page, address);
  await panels(page);
  await models(page);
  await compiling(page, /webassembly/);
  await page.close();
  const bare = await opened(browser, `${address}#pendulum`, { width: 1280, theme: 'light', hasWasm: false });
  await compiling(bare, /interpreter: there is no WebAssembly/);
  await bare.close();
  for (const theme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) {
      for (const name of ['index', 'think', 'guides/ordinary-code']) {
        const shot = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme });
        await shot.goto(`${home}${name}.html`);
        if (name === 'think') await shot.waitForSelector('html[data-ready]');
        const wide = await shot.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        check(wide <= 0, `${name}, ${width} pixels, ${theme}: nothing is wider than the page`);
        await shot.screenshot({
          path: join(pictures, `${name.replace('/', '-')}-${width}-${theme}.png`),
          fullPage: true,
        });
        await shot.close();
      }
    }
  }
  console.log(`${checks.length} passed, 0 failed`);
} finally {
  await browser.close();
  server.close();
}
