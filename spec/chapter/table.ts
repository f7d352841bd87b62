/**
 * docs/chapter.md against the specs of the chapter: what is said to run, and what runs.
 *
 * A row of the document is a line of a table; its first cell holds the numbers, as in `(5.5), (5.6), example 5.2`. The title
 * of a test begins with the numbers of its row and a colon. Rows and tests belong together when these texts are the same.
 */

export interface Sources {
  readonly document: string;
  /** The source of each spec file of the chapter by the file's name. */
  readonly specs: ReadonlyMap<string, string>;
  /** Names of all that the entries of the package export. */
  readonly exported: ReadonlySet<string>;
}

export interface Row {
  readonly numbers: string;
  /** The names in backquotes. */
  readonly calls: readonly string[];
  /** The file's name. */
  readonly spec: string;
}

/** What the chapter has; figure 5.2 is a map of it. */
const EQUATIONS = 180;
const FIGURES = [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
const EXAMPLES = 15;
const EXERCISES = 9;

/** Everything that is wrong, one sentence each. */
export function complaints({ document, specs, exported }: Sources): string[] {
  const found: string[] = [];
  const rows = rowsOf(document, found);
  const stated = /\*\*(\d+) rows\*\*/.exec(document)?.[1];
  if (Number(stated) !== rows.length) {
    found.push(`the document states ${stated ?? 'no number of'} rows and has ${rows.length}`);
  }
  const titled = new Map([...specs].map(([file, source]) => [file, titlesOf(file, source, found)]));
  for (const { numbers, calls, spec } of rows) {
    const titles = titled.get(spec);
    if (titles === undefined) found.push(`${numbers}: there is no spec ${spec}`);
    else if (!titles.has(numbers)) found.push(`${numbers}: no test of ${spec} has these numbers`);
    if (calls.length === 0) found.push(`${numbers}: the row names no call`);
    for (const call of calls) {
      if (!exported.has(call)) found.push(`${numbers}: the package exports no ${call}`);
      if (!new RegExp(`\\b${call}\\b`).test(specs.get(spec) ?? ''))
        found.push(`${numbers}: ${spec} does not use ${call}`);
    }
  }
  for (const [file, titles] of titled) {
    for (const numbers of titles) {
      const own = rows.filter((row) => row.numbers === numbers && row.spec === file);
      if (own.length !== 1) found.push(`${numbers}: ${own.length} rows for the tests of ${file}`);
    }
  }
  found.push(...gaps(rows.flatMap(({ numbers }) => referencesOf(numbers, found))));
  return found;
}

function rowsOf(document: string, found: string[]): Row[] {
  const rows: Row[] = [];
  for (const line of document.split('\n')) {
    if (!line.startsWith('|') || /^\|[-|]+$/.test(line) || line.startsWith('| number |')) continue;
    const cells = line.split('|').slice(1, -1);
    const [numbers = '', , calls = '', link = ''] = cells.map((cell) => cell.trim());
    const spec = /^\[[\w-]+\]\(\.\.\/spec\/chapter\/([\w-]+\.spec\.ts)\)$/.exec(link)?.[1];
    if (cells.length !== 4 || spec === undefined) found.push(`no row: ${line}`);
    else rows.push({ numbers, calls: [...calls.matchAll(/`(\w+)`/g)].map(([, name]) => name), spec });
  }
  return rows;
}

/**
 * The numbers in the titles of a spec file. Tests stand at the beginning of a line, so that one in a comment or in a branch
 * does not count, and belong to one suite, which is run.
 */
function titlesOf(file: string, source: string, found: string[]): Set<string> {
  const titles = [...source.matchAll(/^chapter\(\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"),/gm)];
  const tests = source.match(/\bchapter(\.\w+)?\(/g) ?? [];
  const runs = tests.filter((call) => call === 'chapter.run(').length;
  if (titles.length + runs !== tests.length) found.push(`${file}: not all calls of chapter are tests with a title`);
  if (runs !== 1 || !source.trimEnd().endsWith('\nchapter.run();'))
    found.push(`${file}: it does not end with chapter.run()`);
  if ((source.match(/\bsuite\(/g) ?? []).length !== 1) found.push(`${file}: it has not one suite`);
  return new Set(
    titles.map(([, single, double]) => {
      const title = single ?? double;
      const end = title.indexOf(': ');
      if (end < 0) found.push(`${file}: no numbers in the title '${title}'`);
      return title.slice(0, Math.max(end, 0));
    }),
  );
}

interface Reference {
  readonly kind: string;
  readonly number: number;
}

/** `(5.5)-(5.7), figure 5.3` is equations 5, 6, 7 and figure 3. Sections are not counted. */
function referencesOf(numbers: string, found: string[]): Reference[] {
  return numbers.split(', ').flatMap((text) => {
    const equations = /^\(5\.(\d+)\)(?:-\(5\.(\d+)\))?$/.exec(text);
    if (equations !== null) {
      const [first, last] = [Number(equations[1]), Number(equations[2] ?? equations[1])];
      return Array.from({ length: last - first + 1 }, (_, i) => ({ kind: 'equation', number: first + i }));
    }
    const other = /^(figure|example|exercise) 5\.(\d+)$/.exec(text);
    if (other !== null) return [{ kind: other[1], number: Number(other[2]) }];
    if (!/^section 5\.\d on [\w ]+$/.test(text)) found.push(`${numbers}: '${text}' is no number`);
    return [];
  });
}

/** Numbers of the chapter that no row has, that it does not have, and equations that more than one row has. */
function gaps(references: readonly Reference[]): string[] {
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);
  const due = { equation: upTo(EQUATIONS), figure: FIGURES, example: upTo(EXAMPLES), exercise: upTo(EXERCISES) };
  return Object.entries(due).flatMap(([kind, numbers]) => {
    const given = references.filter((reference) => reference.kind === kind).map(({ number }) => number);
    const twice = kind === 'equation' ? given.filter((number, i) => given.indexOf(number) !== i) : [];
    return [
      ...numbers.filter((number) => !given.includes(number)).map((number) => `no row has ${kind} 5.${number}`),
      ...given.filter((number) => !numbers.includes(number)).map((number) => `the chapter has no ${kind} 5.${number}`),
      ...twice.map((number) => `two rows have ${kind} 5.${number}`),
    ];
  });
}
