/** A friendly visitor: each preset, each panel, by mouse, touch and keyboard. */
import type { Page } from 'playwright-core';
import { PRESETS } from '../parts/presets.js';
import { check, numbers, preset, settled, text, typed } from './support.js';

export async function presets(page: Page): Promise<void> {
  for (const { name, title } of PRESETS) {
    await preset(page, name);
    check((await text(page, 'message')) === '', `${title}: runs`);
    const jet = await numbers(page, 'jet');
    check(jet.length === 4 && jet.every(Number.isFinite), `${title}: f, f′ and f″ are numbers`);
    check((await page.locator('#curve path.value').getAttribute('d'))?.startsWith('M') === true, `${title}: is drawn`);
    const inputs = await page.locator('#input option').count();
    for (let i = 1; i < inputs; i++) {
      await page.selectOption('#input', String(i));
      await settled(page);
      check((await numbers(page, 'jet')).every(Number.isFinite), `${title}: along input ${i + 1}`);
      check((await text(page, 'message')) === '', `${title}: input ${i + 1} runs`);
    }
  }
}

/** Drags by the pointer, from the middle of a handle. */
async function drag(page: Page, handle: string, dx: number, dy: number): Promise<void> {
  const box = await page.locator(handle).boundingBox();
  if (box === null) throw new Error(`${handle} is not seen`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 4 });
  await page.mouse.up();
  await settled(page);
}

export async function keyboardAndPointer(page: Page): Promise<void> {
  await preset(page, 'sine');
  const before = await numbers(page, 'jet');
  await page.locator('#curve .handle').focus();
  await page.keyboard.press('ArrowRight');
  await settled(page);
  const after = await numbers(page, 'jet');
  check(Math.abs(after[0] - before[0] - 0.32) < 1e-9, 'an arrow key moves the point');
  const [x, f, slope, curvature] = after;
  const due = Math.exp((-x * x) / 20) * (Math.cos(x) - (x / 10) * Math.sin(x));
  check(Math.abs(slope - due) < 1e-14, 'the slope is that of the closed form');
  check(
    f === Math.sin(x) * Math.exp((-x * x) / 20) && Number.isFinite(curvature),
    'the value is that of plain JavaScript',
  );
  await page.keyboard.press('Shift+ArrowRight');
  await settled(page);
  check(Math.abs((await numbers(page, 'jet'))[0] - x - 0.032) < 1e-9, 'with Shift a tenth as far');
  await page.keyboard.press('End');
  await settled(page);
  check((await numbers(page, 'jet'))[0] === 8, 'the key End: the end of the range');
  await preset(page, 'sine');
  await drag(page, '#curve .handle', -80, 0);
  check((await numbers(page, 'jet'))[0] < 0, 'the point follows the pointer');
  await drag(page, '#curve .handle', -5000, 0);
  check((await numbers(page, 'jet'))[0] === -8, 'and stays in the picture');
}

/** By the events of a finger, as Chromium makes them of touches. */
export async function touch(page: Page): Promise<void> {
  await preset(page, 'sine');
  const box = await page.locator('#curve .handle').boundingBox();
  if (box === null) throw new Error('the handle is not seen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', dx: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: x + dx, y }] });
  await finger('touchStart', 0);
  for (const dx of [10, 25, 45, 60]) await finger('touchMove', dx);
  await finger('touchEnd', 60);
  await settled(page);
  check((await numbers(page, 'jet'))[0] > 2, 'the point follows a finger');
}

export async function editing(page: Page, address: string): Promise<void> {
  await typed(
    page,
    'const f = (x) => { let y = x; for (let i = 0; i < 3; i++) y *= x; return x > 0 ? y : 0; };\nconst at = 2;',
  );
  check(
    (await numbers(page, 'jet')).join() === '2,16,32,48',
    'what is typed is differentiated: x⁴, through a loop and a branch',
  );
  await page.locator('#curve .handle').focus();
  await page.keyboard.press('ArrowRight');
  await settled(page);
  const moved = await text(page, 'jet');
  await page.click('#share');
  const shared = page.url();
  check(shared.includes('#code='), 'the code is in the address');
  await page.goto('about:blank');
  await page.goto(shared);
  await page.waitForSelector('html[data-ready]');
  await settled(page);
  check((await page.inputValue('#code')).includes('y *= x'), 'a shared address brings the code back');
  check((await text(page, 'jet')) === moved, 'and the point where it was dragged to');
  await page.goto('about:blank');
  await page.goto(shared.slice(0, -30));
  await page.waitForSelector('html[data-ready]');
  await settled(page);
  check(/damaged/.test(await text(page, 'message')), 'an address that was cut off is told');
  check((await numbers(page, 'jet')).every(Number.isFinite), 'and the page works');
  await typed(page, 'const f = (x) => x * x;');
  await page.locator('.skip').focus();
  await page.keyboard.press('Enter');
  await settled(page);
  check((await page.inputValue('#code')) === 'const f = (x) => x * x;', 'the link to the content leaves the code');
  await page.goto('about:blank');
  await page.goto(`${address}#sine`);
  await page.waitForSelector('html[data-ready]');
}

export async function panels(page: Page): Promise<void> {
  await preset(page, 'book');
  check(
    /forward differences at best .*central differences at best/.test(await text(page, 'vee-text')),
    'the V tells its best steps',
  );
  await page.locator('#degree').fill('9');
  await settled(page);
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
  await preset(page, 'kink');
  check(/abs: kink/.test(await text(page, 'met')), 'a kink at the point is named with its rule');
}

export async function models(page: Page): Promise<void> {
  const before = await text(page, 'fit-text');
  await page.locator('#fit .handle').nth(5).focus();
  for (let k = 0; k < 8; k++) await page.keyboard.press('ArrowUp');
  await settled(page);
  check((await text(page, 'fit-text')) !== before, 'a count that is moved is fitted anew');
  await page.click('#fit-reset');
  await settled(page);
  check((await text(page, 'fit-text')) === before, 'and back');
  for (let day = 0; day < 14; day++) {
    await page.locator('#fit .handle').nth(day).focus();
    await page.keyboard.press('Home');
  }
  await settled(page);
  check(
    /not told/.test(await text(page, 'fit-text')) && !/NaN/.test(await text(page, 'fit-text')),
    'no illness at all: nothing to fit, and told so',
  );
  await page.click('#fit-reset');
  await settled(page);
  check((await text(page, 'fit-text')) === before, 'and back from there');
  const pose = await text(page, 'arm-more');
  await page.locator('#arm .handle').focus();
  for (let k = 0; k < 60; k++) {
    await page.keyboard.press('ArrowRight');
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  check(/singular/.test(await text(page, 'arm-more')), 'an arm that is stretched out is told to be singular');
  check(pose !== (await text(page, 'arm-more')), 'and has moved');
}

export async function compiling(page: Page, engine: RegExp): Promise<void> {
  for (const name of ['rosenbrock', 'pendulum', 'sir']) {
    await preset(page, name);
    await page.click('#compile');
    await settled(page);
    check(/yes, at 300 points/.test(await text(page, 'compile-text')), `${name}: compiled, the same bits`);
    check(engine.test(await text(page, 'engine')), `${name}: by ${engine.source}`);
  }
}
