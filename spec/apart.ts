/**
 * The specs that stand apart: long laws, random programs of all modes, whole packages and examples. `npm test` runs them with the
 * others, `npm run spec` without a path leaves them out and answers within a minute. Coverage is counted without
 * them, but for a few. Each takes 10 s or more, or belongs to a folder of such.
 */
const APART = [
  'accuracy/table',
  'bench/peers',
  'build/documented',
  'compile/loops',
  'examples/',
  'examples-in-docs',
  'germ/',
  'law/',
  'laws/algebra',
  'laws/drivers',
  'laws/random-programs',
  'package/',
  'plain/packages',
  'plain/random-programs',
  'plugin/',
  'singular/all-pairs',
  'singular/singular-',
  'singular/touching',
  'site/parts',
  'special/singular-integrals',
  'taylor/agreement',
];

/** True for a spec that `npm run spec` leaves to `npm test`; its path is that below spec. */
export function isApart(file: string): boolean {
  return APART.some((start) => file.startsWith(start));
}

/** Of those apart, the ones that coverage is counted in nevertheless: nothing else takes rows of two numbers on germs. */
const COUNTED = ['germ/'];

/** True for a spec that coverage is counted in. */
export function isCounted(file: string): boolean {
  return !isApart(file) || COUNTED.some((start) => file.startsWith(start));
}
