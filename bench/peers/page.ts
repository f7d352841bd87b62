/** The report: one page that needs nothing else. What is wrong is shown as wrong, with what came out, and has no time. */
import { figure, time } from '../markdown.js';
import { type Curve, growth } from './chart.js';
import type { Outcome } from './kinds.js';
import type { Peer, Results } from './main.js';
import { families } from './tasks.js';

const COLUMNS: readonly (readonly [string, number | undefined, string])[] = [
  ['derivative', undefined, 'f′'],
  ['second', undefined, 'f″'],
  ['gradient', 10, '∇, 10'],
  ['gradient', 100, '∇, 100'],
  ['gradient', 1000, '∇, 1000'],
  ['hessian', 10, 'H, 10'],
  ['hessian', 40, 'H, 40'],
  ['jacobian', 20, 'J, 20'],
  ['jacobian', 100, 'J, 100'],
];

export async function page(results: Results): Promise<string> {
  const { machine, peers } = results;
  const curves = (task: string, value: (outcome: Outcome) => number | undefined): Curve[] =>
    peers.map((peer) => ({
      name: nameOf(peer),
      isOwn: peer.name === 'hyperdual',
      points: peer.outcomes.flatMap((outcome) => {
        const y = outcome.task === task ? value(outcome) : undefined;
        return y === undefined || outcome.n === undefined ? [] : [{ n: outcome.n, y }];
      }),
    }));
  const ratio = ({ ratio }: Outcome): number | undefined => ratio;
  const charts = [
    await growth('Gradient of Rosenbrock’s function', 'times the time of hand-written code', curves('gradient', ratio)),
    await growth('Hessian of Rosenbrock’s function', 'times the time of hand-written code', curves('hessian', ratio)),
    await growth(
      'Jacobian of Broyden’s residuals, dense',
      'times the time of hand-written code',
      curves('jacobian', ratio),
    ),
    await growth('Where forward and reverse mode cross', 'times the time of reverse mode', crossing(peers)),
    await growth(
      'Set-up and first call of a gradient',
      'milliseconds',
      curves('gradient', ({ status, setup }) => (status === 'right' ? setup : undefined)),
    ),
  ];
  const small = families('all').small;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Derivatives in JavaScript, side by side</title>
<style>${STYLE}</style></head><body><main>
<h1>Derivatives in JavaScript, side by side</h1>
<p>Node ${machine.node}, ${machine.cpu}, ${machine.date}. All results are compared with derivatives written by hand before
anything is timed: to 1e-11 where a package computes in double precision, to 1e-5 in single precision, to 1e-4 for differences.
What is wrong is shown as wrong, and not timed. A figure is a ratio: the time of one call, divided by that of code written by hand,
in one process, in turns (median of the pairs of batches).</p>
<h2>Times the time of hand-written code</h2>
${table(
  peers,
  COLUMNS.map(([, , title]) => title),
  (peer) => COLUMNS.map(([task, n]) => timeCell(find(peer, task, n))),
)}
<p class="note">f is √u + cos u with u = x² + exp x²; ∇ and H are of Rosenbrock’s function, J the dense Jacobian of Broyden’s residuals, with the
number of inputs. Point at a figure for its time and set-up.</p>
${charts.map((svg) => `<figure tabindex="0">${svg}</figure>`).join('\n')}
<h2>Small functions, and what comes out</h2>
${table(
  peers,
  small.map(({ title }) => title),
  (peer) => small.map(({ name }) => smallCell(find(peer, name, undefined))),
)}
<p class="note">– : the package has no driver or no operator for it.</p>
</main></body></html>
`;
}

const TITLES: Readonly<Record<string, string>> = {
  gradient: 'gradient (one output)',
  hessian: 'Hessian',
  jacobian: 'Jacobian (n outputs)',
};

/** The time of forward mode in times of that of reverse mode, for packages that have both: they cross where it is 1. */
export function crossing(peers: readonly Peer[]): Curve[] {
  return ['hyperdual', 'ad.js'].flatMap((name) => {
    const [forward, reverse] = ['forward', 'reverse'].map((mode) =>
      peers.find((peer) => peer.name === name && peer.way === mode),
    );
    if (forward === undefined || reverse === undefined) return [];
    return Object.entries(TITLES).map(([task, title]) => ({
      name: `${name}: ${title}`,
      isOwn: name === 'hyperdual',
      points: forward.outcomes.flatMap(({ task: of, n, time }) => {
        const other = of === task ? find(reverse, task, n)?.time : undefined;
        return n === undefined || time === undefined || other === undefined ? [] : [{ n, y: time / other }];
      }),
    }));
  });
}

function nameOf({ name, way }: Peer): string {
  return name === way ? name : `${name}, ${way}`;
}

function find({ outcomes }: Peer, task: string, n: number | undefined): Outcome | undefined {
  return outcomes.find((outcome) => outcome.task === task && outcome.n === n);
}

type Cell = readonly [kind: string, text: string, title?: string | undefined];

function timeCell(outcome: Outcome | undefined): Cell {
  if (outcome?.status !== 'right') return badCell(outcome);
  const { ratio = Number.NaN, time: t = Number.NaN, setup = Number.NaN, error = 0 } = outcome;
  const digits = error === 0 ? 'all digits' : `${Math.floor(-Math.log10(error))} digits`;
  return [
    digits.startsWith('all') || error < 1e-11 ? 'right' : 'rough',
    grouped(ratio),
    `${time(t)}, set-up ${time(setup)}, ${digits}`,
  ];
}

/** Three digits; thousands apart. */
function grouped(x: number): string {
  return x < 1000 ? figure(x) : Math.round(x).toLocaleString('en');
}

function smallCell(outcome: Outcome | undefined): Cell {
  return outcome?.status === 'right' ? ['right', 'right'] : badCell(outcome);
}

function badCell(outcome: Outcome | undefined): Cell {
  if (outcome === undefined || outcome.status === 'cannot') return ['none', '–'];
  // No answer is better than a wrong one.
  if (outcome.status === 'wrong' && outcome.note?.startsWith('NaN')) return ['nan', outcome.note];
  if (outcome.status === 'wrong') return ['wrong', `wrong: ${outcome.note}`];
  return ['throws', outcome.status, outcome.note];
}

function table(peers: readonly Peer[], head: readonly string[], cells: (peer: Peer) => readonly Cell[]): string {
  const title = (text: string | undefined): string => (text === undefined ? '' : ` title="${escaped(text)}"`);
  const rows = peers.map(
    (peer) =>
      `<tr${peer.name === 'hyperdual' ? ' class="own"' : ''}><th>${escaped(nameOf(peer))} <small>${peer.version}${peer.precision === 'single' ? ', 32 bits' : ''}</small></th>` +
      `${cells(peer)
        .map(([kind, text, more]) => `<td class="${kind}"${title(more)}>${escaped(text)}</td>`)
        .join('')}</tr>`,
  );
  return `<div class="wide" tabindex="0"><table><thead><tr><td></td>${head.map((h) => `<th>${escaped(h)}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; --ink: #222; --soft: #666; --line: #ddd; --paper: #fff; --own: #eef4fb; --bad: #b2431f; --good: #1f7a4d; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --soft: #9a9a9a; --line: #3a3a3a; --paper: #16181b; --own: #1c2a3a; --bad: #ff9370; --good: #7fd4a5; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 24px 16px 60px; }
p { max-width: 75ch; } .note { color: var(--soft); font-size: 13px; }
.wide { overflow-x: auto; } .wide:focus-visible { outline: 2px solid var(--good); } table { border-collapse: collapse; font-size: 13px; }
th, td { padding: 5px 9px; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
thead th { vertical-align: bottom; font-weight: 600; max-width: 12ch; } tbody th { text-align: left; font-weight: 600; white-space: nowrap; position: sticky; left: 0; background: var(--paper); }
small { color: var(--soft); font-weight: 400; } .own th, .own td { background: var(--own); }
td { white-space: nowrap; } td.wrong, td.nan { white-space: normal; } td.wrong { min-width: 13ch; } td.nan { min-width: 9ch; }
.wrong { color: var(--bad); font-weight: 600; } .nan { color: var(--bad); } .throws, .none { color: var(--soft); } .rough::after { content: " ≈"; color: var(--soft); }
figure { margin: 28px 0; background: #fff; border-radius: 6px; overflow-x: auto; } figure svg { max-width: 100%; height: auto; }
@media (prefers-color-scheme: dark) { figure { background: none; } figure svg { filter: invert(0.91) hue-rotate(180deg); } }
@media (max-width: 700px) {
  h1 { font-size: 24px; }
  tbody th { white-space: normal; min-width: 30vw; }
  figure svg { max-width: none; width: 720px; }
}`;
