/**
 * Prints random cases, one JSON line each, for spec/fixtures/law.py:
 *
 *   node dist/spec/law/write-cases.js smooth 10060 20261122
 */
import { compositions } from './compositions.js';
import { keyOf } from './expression.js';
import { kinked } from './kinked.js';

const [kind, count, seed] = process.argv.slice(2);
const cases = kind === 'smooth' ? compositions : kind === 'kinked' ? kinked : undefined;
if (cases === undefined) throw new Error(`expected smooth or kinked, got ${kind}`);
for (const one of cases(Number(count), Number(seed))) {
  process.stdout.write(`${JSON.stringify({ ...one, key: keyOf(one.e, one.point) })}\n`);
}
