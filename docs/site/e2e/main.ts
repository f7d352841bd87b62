/**
 * `npm run site-test`: the page to see it think, end to end, in headless Chromium (Debian's `chromium`, or CHROMIUM=path), by a
 * friendly visitor and a hostile one. Writes pictures of both themes and three widths to out/site-pictures. The site has to be built
 * before.
 */
import { alive, partly, refused, sent } from './hostile.js';
import { looks } from './looks.js';
import { countOfChecks, launched, opened, served } from './support.js';
import { compiling, editing, keyboardAndPointer, models, panels, presets, touch } from './walk.js';

const { server, home } = await served();
const address = `${home}think.html`;
const browser = await launched();
try {
  const page = await opened(browser, address);
  await presets(page);
  await keyboardAndPointer(page);
  await editing(page, address);
  await panels(page);
  await models(page);
  await compiling(page, /webassembly/);
  await page.close();
  const phone = await opened(browser, address, { width: 390, hasTouch: true });
  await touch(phone);
  await phone.close();
  const attacked = await opened(browser, address);
  await refused(attacked);
  await alive(attacked);
  await partly(attacked);
  await sent(attacked, address);
  await attacked.close();
  const bare = await served('delete globalThis.WebAssembly;');
  const without = await opened(browser, `${bare.home}think.html#pendulum`);
  await compiling(without, /interpreter: there is no WebAssembly/);
  await models(without);
  await without.close();
  bare.server.close();
  await looks(browser, home);
  console.log(`${countOfChecks()} passed, 0 failed`);
} finally {
  await browser.close();
  server.close();
}
