/**
 * The specs that stand apart: `npm test` runs them with the others, `npm run spec` without a path leaves them out and answers within
 * a minute.
 */

/** Long laws, random programs of all modes, whole packages and examples, and what reaches nothing new. No coverage. */
const LONG = [
  'accuracy/table',
  'bench/peers',
  'build/documented',
  'compile/loops.spec',
  'compile/nested',
  'compile/progress',
  'examples/',
  'examples-in-docs',
  'germ/',
  'house/assertions',
  'implicit/compiled',
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

/** More than 2.5 s each on a quiet machine. Coverage is counted, as the short ones rely on them. */
const SLOW = [
  'analysis/modes',
  'build/release',
  'chapter/identities',
  'compile/batch',
  'compile/bits',
  'compile/found',
  'compile/hoisting',
  'compile/instantiate',
  'compile/instructions',
  'compile/leaving',
  'compile/literal-data',
  'compile/loops-in-loops',
  'compile/operations',
  'compile/reductions',
  'compile/repeated-work',
  'compile/scan',
  'compile/structures',
  'compile/tiers',
  'forward/nesting-of-drivers',
  'functions/lists',
  'functions/log-of-sum',
  'functions/long-chains',
  'functions/operators',
  'functions/reductions',
  'house/model',
  'implicit/modes',
  'implicit/optimisers',
  'laws/differences',
  'laws/found',
  'linalg/determinants',
  'linalg/eigenvalues',
  'linalg/reference',
  'linalg/singular-values',
  'numbers/bundle',
  'numbers/chain-rule',
  'numbers/second-bundle',
  'plain/lists-and-matrices',
  'plain/operators',
  'plain/strangers',
  'scalar/arithmetic',
  'sparse/colorings',
  'sparse/matrices',
  'sparse/patterns',
  'special/differences',
  'special/identities-gamma',
  'special/identities-integrals',
  'special/incomplete-ends',
  'special/parameters',
  'special/singular-functions',
  'special/table',
];

/** Of the long ones those that count: nothing else takes rows of two numbers on germs. */
const COUNTED = ['germ/substitution', 'germ/two-variables'];

/** True for a spec that `npm run spec` leaves to `npm test`; its path is that below spec. */
export function isApart(file: string): boolean {
  return isOneOf(file, LONG) || isOneOf(file, SLOW);
}

/** Those that last: started first, so that no processor waits for another one at the end. Random programs last longest. */
export function rank(file: string): number {
  return file.includes('random') ? 0 : isOneOf(file, LONG) ? 1 : 2;
}

/** True for a spec that coverage is counted in. */
export function isCounted(file: string): boolean {
  return !isOneOf(file, LONG) || isOneOf(file, COUNTED);
}

function isOneOf(file: string, starts: readonly string[]): boolean {
  return starts.some((start) => file.startsWith(start));
}
