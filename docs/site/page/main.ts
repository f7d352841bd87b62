/** The page: the editor, and who draws what. */
import { configure } from 'hyperdual/plain';
import { addressOf, sharedIn } from '../parts/address.js';
import { inputsOf, type Point } from '../parts/point.js';
import { PRESETS } from '../parts/presets.js';
import type { Opened } from '../parts/thinker.js';
import { Asking, Dropped } from './asking.js';
import { byId } from './dom.js';
import { compilePanel, curvePanel, differencesPanel, kinkPanel, taylorPanel } from './functions.js';
import { armPanel, fitPanel } from './models.js';
import { chainPanel, flowPanel } from './modes.js';
import { type Desk, setState, state } from './state.js';

// The page's own models take many derivatives; each would be checked by a plain run.
configure({ check: false });

const editor = byId<HTMLTextAreaElement>('code');
const presets = byId<HTMLSelectElement>('preset');
const input = byId<HTMLSelectElement>('input');
const message = byId('message');
let opened: Opened | undefined;

const { dataset } = document.documentElement;
let busy = 0;
const asking = new Asking((isBusy) => {
  clearTimeout(busy);
  if (isBusy) {
    dataset.busy = 'true';
    // Answers come within a frame or two; what takes longer is told.
    busy = setTimeout(() => {
      byId('busy').textContent = 'thinking …';
    }, 700) as unknown as number;
  } else {
    delete dataset.busy;
    byId('busy').textContent = '';
    dataset.ready = 'true';
  }
});

function tell(text: string): void {
  message.textContent = text;
  message.className = text === '' ? '' : 'bad';
}

/** What stands in the editor, from now on; where it is no program yet the last one stays, and the reason is told. */
async function run(at?: Point, note: string = ''): Promise<void> {
  try {
    opened = await asking.open(editor.value);
    const count = inputsOf(opened.at);
    // A list stays a list, a number a number.
    const isLike = at !== undefined && typeof at === typeof opened.at && inputsOf(at) === count;
    input.replaceChildren(
      ...Array.from({ length: count }, (_, i) => new Option(count === 1 ? 'x' : `input ${i + 1}`, String(i))),
    );
    input.disabled = count === 1;
    tell(note);
    editor.removeAttribute('aria-invalid');
    setState({ ...opened, at: isLike ? at : opened.at, input: 0 }, true);
  } catch (error) {
    if (error instanceof Dropped) return;
    tell((error as Error).message);
    editor.setAttribute('aria-invalid', 'true');
  }
}

function show(name: string, note?: string): void {
  const preset = PRESETS.find((p) => p.name === name) ?? PRESETS[0];
  presets.value = preset.name;
  editor.value = preset.code;
  void run(undefined, note);
}

/** Browsers refuse an address that changes too often. */
function setAddress(hash: string): void {
  try {
    history.replaceState(undefined, '', hash);
  } catch {
    // The button to share writes it once more.
  }
}

presets.replaceChildren(...PRESETS.map(({ name, title }) => new Option(title, name)), new Option('your own', ''));
presets.addEventListener('change', () => {
  clearTimeout(typing);
  if (presets.value === '') return;
  setAddress(`#${presets.value}`);
  show(presets.value);
});
let typing = 0;
editor.addEventListener('input', () => {
  presets.value = '';
  clearTimeout(typing);
  typing = setTimeout(() => {
    void run();
    setAddress(addressOf({ code: editor.value }));
  }, 250) as unknown as number;
});
input.addEventListener('change', () => {
  const view = state();
  if (view === undefined || opened === undefined) return;
  const [i, { at }] = [Number(input.value), view];
  // The code says the range of the first input; of another one it is as wide as the number is large.
  const middle = typeof at === 'number' ? at : at[i];
  const reach = Math.max(0.9 * Math.abs(middle), 0.5);
  const range = i === 0 ? { from: opened.from, to: opened.to } : { from: middle - reach, to: middle + reach };
  setState({ at, input: i, ...range }, true);
});
byId('share').addEventListener('click', async () => {
  const view = state();
  setAddress(addressOf({ code: editor.value, ...(view === undefined ? {} : { at: view.at }) }));
  try {
    await navigator.clipboard.writeText(location.href);
    byId('shared').textContent = 'The address is copied.';
  } catch {
    byId('shared').textContent = 'The address of this page holds it now.';
  }
});

const desk: Desk = { asking, tell };
for (const panel of [curvePanel, differencesPanel, taylorPanel, compilePanel, kinkPanel]) panel(desk);
for (const panel of [flowPanel, chainPanel, fitPanel, armPanel]) panel();

/** What the address says. One that names a place of the page, as the link to the content does, leaves the editor as it is. */
function open(isFirst: boolean): void {
  const hash = location.hash.slice(1);
  const shared = sharedIn(location.hash);
  if (shared !== undefined) {
    presets.value = '';
    editor.value = shared.code;
    void run(shared.at);
  } else if (hash.startsWith('code=')) {
    show('', 'This address was damaged on its way: its code cannot be read.');
  } else if (isFirst || PRESETS.some(({ name }) => name === hash)) show(hash);
}
addEventListener('hashchange', () => open(false));
open(true);
