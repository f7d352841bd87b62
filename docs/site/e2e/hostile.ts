/** A hostile visitor: code that does not end, throws, answers nonsense, or comes with an address to do harm. */
import type { Page } from 'playwright-core';
import { addressOf } from '../parts/address.js';
import { check, numbers, preset, settled, text, typed } from './support.js';

/** Code that is no function for this page, and what has to be said. */
const REFUSED: readonly (readonly [code: string, says: RegExp])[] = [
  ['const f = (x) => x +;', /cannot be read|Unexpected/],
  ['const f = (x) => {', /cannot be read|Unexpected/],
  ['', /define a function f/],
  ['return null;', /outside of function/],
  ['const f = 5;', /define a function f/],
  ['const f = (x) => [x, x];', /has to be a number, it is an array/],
  ['const f = (x) => ({ x });', /has to be a number, it is of type object/],
  ['const f = (x) => "1";', /has to be a number, it is of type string/],
  ['const f = (x) => {};', /has to be a number, it is undefined/],
  ['const f = async (x) => x;', /promise: f must not be async/],
  ['const f = (x) => { throw new RangeError("no such x"); };', /no such x/],
  ['const f = (x) => { throw null; };', /f threw null/],
  ['const f = (x) => { throw { toString() { throw 1; } }; };', /cannot be shown/],
  ['const f = (x) => f(x) + 1;', /call stack/],
  ['const f = (x) => nothing(x);', /nothing is not defined/],
  ['const f = (x) => document.title.length * x;', /document is not defined/],
  ['const f = (x) => x; const at = NaN;', /at has to be a finite number/],
  ['const f = (x) => 1; const at = new Array(1e6).fill(1);', /at has to be/],
  ['const f = (x) => x; const at = 1, from = 3, to = 3;', /from and to/],
  ['const f = (x) => x; const at = 1, from = -Infinity;', /from and to/],
  ['while (true);\nconst f = (x) => x;', /stopped, it took too long/],
  ['const f = (x) => { for (;;) x += 1; };', /stopped, it took too long/],
];

export async function refused(page: Page): Promise<void> {
  await preset(page, 'sine');
  const before = await text(page, 'jet');
  for (const [code, says] of REFUSED) {
    await typed(page, code);
    const message = await text(page, 'message');
    check(says.test(message), `${code} is refused: ${says}, it says ${message}`);
    check((await page.getAttribute('#code', 'aria-invalid')) === 'true', `${code}: the editor is marked`);
    check((await text(page, 'jet')) === before, `${code}: the last picture stays`);
    check((await page.inputValue('#code')) === code, `${code}: what was typed stays`);
  }
  await page.locator('#curve .handle').focus();
  await page.keyboard.press('ArrowLeft');
  await settled(page);
  check((await text(page, 'jet')) !== before, 'the last program can still be moved along');
}

/** The page moves while the worker runs in circles. */
export async function alive(page: Page): Promise<void> {
  await preset(page, 'sine');
  await page.fill('#code', 'const f = (x) => { while (x === x); return x; };');
  await page.waitForTimeout(300);
  check((await page.locator('html[data-busy]').count()) === 1, 'the endless loop is running');
  await page.locator('#flow-x').fill('0.5');
  check((await text(page, 'flow-x-text')) === '0.5', 'the other panels are alive meanwhile');
  await preset(page, 'book');
  check((await text(page, 'message')) === '', 'and another program ends the waiting');
  check((await numbers(page, 'jet')).every(Number.isFinite), 'and is drawn');
}

/** Code that is a function here and there. */
export async function partly(page: Page): Promise<void> {
  await typed(page, 'const f = (x) => { while (x > 3); return x * x; };\nconst at = 1;');
  check((await numbers(page, 'jet')).join() === '1,1,2,2', 'a loop that is endless farther on: the point is told');
  check(/stopped/.test(await text(page, 'message')), 'and that the curve was not');
  await typed(page, 'const f = (x) => { if (x < 0) throw new RangeError("x < 0"); return x * x; };');
  check((await text(page, 'message')) === '', 'f that throws for some x is drawn where it does not');
  check((await page.locator('#taylor path.value').getAttribute('d'))?.startsWith('M') === true, 'in all plots');
  await page.locator('#curve .handle').focus();
  for (let k = 0; k < 10; k++) await page.keyboard.press('ArrowLeft');
  await settled(page);
  check(/x < 0/.test(await text(page, 'message')), 'at a point where it throws, it is told what');
  await typed(page, 'const f = (x) => 7;');
  check((await numbers(page, 'jet')).join() === '1,7,0,0', 'a constant');
  check((await text(page, 'taylor-text')) === 'T(x) = 7', 'is its own polynomial');
  await typed(page, 'const f = (x) => x * NaN;');
  check(/NaN/.test(await text(page, 'jet')), 'NaN is shown as NaN');
  await page.click('#compile');
  await settled(page);
  check(/yes|NaN/.test(await text(page, 'compile-text')), 'and compiled');
  await typed(page, 'const f = (x) => x === 0 ? 1 : Math.sin(x) / x;\nconst at = 0;');
  check((await numbers(page, 'jet'))[1] === 1, 'an equality holds for a number with a derivative');
  await typed(page, 'const f = (p) => { p[0] *= 2; return p[0] * p[1]; };\nconst at = [1, 3];');
  check((await numbers(page, 'jet')).join() === '1,6,6,0', 'f may write into its argument');
  await typed(page, 'const f = (x) => x * Math.random();');
  check((await page.locator('#curve path.value').count()) === 1, 'randomness is drawn');
  await typed(page, 'const f = (x) => { close(); return x * x; };');
  check((await page.locator('#curve').count()) === 1, 'a worker that closes itself is replaced');
  await preset(page, 'sine');
  check((await numbers(page, 'jet')).length === 4, 'and the next program runs');
}

/** An address that somebody sent. */
export async function sent(page: Page, address: string): Promise<void> {
  const endless = addressOf({ code: 'const f = (x) => { while (true); };' });
  const evil = addressOf({
    code: 'const f = (x) => { try { parent.document.title = "got you"; } catch { return x * x; } return x; };',
  });
  const odd = `#code=${Buffer.from('{"code":"const f = (x) => x * x;","at":"<img src=x onerror=alert(1)>"}').toString('base64url')}`;
  for (const [hash, says] of [
    [endless, /stopped/],
    [evil, /^$/],
    [odd, /^$/],
    ['#code=%%%', /damaged/],
    ['#code=', /damaged/],
    ['#nothing', /^$/],
  ] as const) {
    await page.goto('about:blank');
    await page.goto(`${address}${hash}`);
    await page.waitForSelector('html[data-ready]');
    await settled(page);
    check(says.test(await text(page, 'message')), `${hash.slice(0, 20)}: ${says}`);
    check((await page.title()) === 'See it think · hyperdual', 'code of an address does not see the page');
  }
  await page.goto('about:blank');
  await page.goto(`${address}${endless}`);
  await preset(page, 'book');
  check((await numbers(page, 'jet')).every(Number.isFinite), 'after an endless loop from an address others run');
}
