/** The table of README.md, in Markdown: times the time of code written by hand, and what comes out wrong. */
import type { Outcome } from './kinds.js';
import type { Peer } from './main.js';

const COLUMNS: readonly (readonly [task: string, n: number | undefined, title: string])[] = [
  ['derivative', undefined, 'f′'],
  ['second', undefined, 'f″'],
  ['gradient', 10, '∇, n = 10'],
  ['gradient', 100, '100'],
  ['gradient', 1000, '1000'],
  ['hessian', 10, 'H, 10'],
  ['hessian', 40, '40'],
  ['jacobian', 20, 'J, 20'],
  ['jacobian', 100, '100'],
];

const SMALL: Readonly<Record<string, string>> = {
  equal: 'equal inputs',
  log: '∇ log(a·b)',
  nested: 'nesting',
  branch: 'a branch',
  power: 'x⁰ at 0',
  abs: 'abs at 0',
  tail: 'tanh at 20',
  removable: 'cos √x at 0',
  chain: '20,000 terms',
};

export function markdownTable(peers: readonly Peer[]): string {
  const head = ['', ...COLUMNS.map(([, , title]) => title), 'small functions: wrong, or (NaN)'];
  const rows = peers.map((peer) => {
    const name = peer.name === peer.way ? peer.name : `${peer.name}, ${peer.way}`;
    const times = COLUMNS.map(([task, n]) => cell(peer.outcomes.find((o) => o.task === task && o.n === n)));
    const wrong = peer.outcomes.filter(({ task, status }) => task in SMALL && status === 'wrong');
    const list = wrong.map(({ task, note }) => (note?.startsWith('NaN') ? `(${SMALL[task]})` : SMALL[task]));
    return [peer.name === 'hyperdual' ? `**${name}**` : name, ...times, list.join(', ') || 'none'];
  });
  const lines = [head, ['---', ...COLUMNS.map(() => '---:'), '---'], ...rows];
  return `${lines.map((line) => `| ${line.join(' | ')} |`.replace('|  |', '| |')).join('\n')}\n`;
}

function cell(outcome: Outcome | undefined): string {
  if (outcome === undefined || outcome.status === 'cannot') return '–';
  if (outcome.status === 'wrong') return '**wrong**';
  if (outcome.ratio === undefined) return outcome.status;
  const { ratio } = outcome;
  return ratio < 1000 ? String(Number(ratio.toPrecision(3))) : Number(ratio.toPrecision(2)).toLocaleString('en');
}
