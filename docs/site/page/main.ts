/** The page: the editor, and who draws what. */
import { configure } from 'hyperdual/plain';
import { addressOf, sharedIn } from '../parts/address.js';
import { PRESETS } from '../parts/presets.js';
import { inputsOf, programOf } from '../parts/program.js';
import { byId } from './dom.js';
import { compilePanel, curvePanel, differencesPanel, kinkPanel, taylorPanel } from './functions.js';
import { armPanel, fitPanel } from './models.js';
import { chainPanel, flowPanel } from './modes.js';
import { onState, type State, setState } from './state.js';

// A plot takes hundreds of derivatives; each would be checked by a plain run.
configure({ check: false });

const editor = byId<HTMLTextAreaElement>('code');
const presets = byId<HTMLSelectElement>('preset');
const input = byId<HTMLSelectElement>('input');
const message = byId('message');
let state: State | undefined;
let program: State['program'];

/** What stands in the editor, from now on; where it is no program yet the last one stays, and the reason is told. */
function run(at?: State['at']): void {
  try {
    program = programOf(editor.value);
    const count = inputsOf(program.at);
    const from = at !== undefined && inputsOf(at) === count ? at : program.at;
    input.replaceChildren(
      ...Array.from({ length: count }, (_, i) => new Option(count === 1 ? 'x' : `input ${i + 1}`, String(i))),
    );
    input.disabled = count === 1;
    setState({ program: { ...program, at: from }, at: from, input: 0 }, true);
    message.textContent = '';
    message.className = '';
    editor.removeAttribute('aria-invalid');
  } catch (error) {
    message.textContent =
      error instanceof Error ? error.message.replace('unplugin-hyperdual: editor.js ', '') : String(error);
    message.className = 'bad';
    editor.setAttribute('aria-invalid', 'true');
  }
}

function show(name: string): void {
  const preset = PRESETS.find((p) => p.name === name) ?? PRESETS[0];
  presets.value = preset.name;
  editor.value = preset.code;
  run();
}

presets.replaceChildren(...PRESETS.map(({ name, title }) => new Option(title, name)), new Option('your own', ''));
presets.addEventListener('change', () => {
  if (presets.value === '') return;
  history.replaceState(undefined, '', `#${presets.value}`);
  show(presets.value);
});
let typing = 0;
editor.addEventListener('input', () => {
  presets.value = '';
  clearTimeout(typing);
  typing = setTimeout(() => {
    run();
    history.replaceState(undefined, '', addressOf({ code: editor.value }));
  }, 150) as unknown as number;
});
input.addEventListener('change', () => {
  if (state === undefined) return;
  const [i, { at }] = [Number(input.value), state];
  const { from, to } = program;
  // The code says the range of the first input; of another one it is as wide as the number is large.
  const middle = typeof at === 'number' ? at : at[i];
  const reach = Math.max(0.9 * Math.abs(middle), 0.5);
  const range = i === 0 ? { from, to } : { from: middle - reach, to: middle + reach };
  setState({ program: { ...state.program, ...range }, at, input: i }, true);
});
byId('share').addEventListener('click', async () => {
  const address = new URL(location.href);
  address.hash = addressOf({ code: editor.value, ...(state === undefined ? {} : { at: state.at }) });
  history.replaceState(undefined, '', address);
  try {
    await navigator.clipboard.writeText(String(address));
    byId('shared').textContent = 'The address is copied.';
  } catch {
    byId('shared').textContent = 'The address of this page holds it now.';
  }
});

onState((next) => {
  state = next;
});

for (const panel of [
  curvePanel,
  differencesPanel,
  taylorPanel,
  compilePanel,
  kinkPanel,
  flowPanel,
  chainPanel,
  fitPanel,
  armPanel,
]) {
  panel();
}

function open(): void {
  const shared = sharedIn(location.hash);
  if (shared === undefined) show(location.hash.slice(1));
  else {
    presets.value = '';
    editor.value = shared.code;
    run(shared.at);
  }
}
addEventListener('hashchange', open);
open();
document.documentElement.dataset.ready = 'true';
