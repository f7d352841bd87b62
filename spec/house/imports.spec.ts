/**
 * The rooms of lib stand in a table in ARCHITECTURE.md, with what each may use. All imports of lib are read, those of types
 * too: none goes in a circle, and none against the table.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { equal, ok } from 'uvu/assert';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** For each file of lib the files that it imports, as paths from lib. */
type Imports = ReadonlyMap<string, readonly string[]>;

function importsOf(file: string, text: string): string[] {
  const specifiers = text.matchAll(/(?:\bfrom|\bimport\(?)\s*'(\.[^']+)'/g);
  return [...specifiers].map(([, path]) => posix.join(posix.dirname(file), path).replace(/\.js$/, '.ts'));
}

function readImports(): Imports {
  const files = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.startsWith('special/build'));
  return new Map(sources.map((file) => [file, importsOf(file, readFileSync(join(root, 'lib', file), 'utf8'))]));
}

/** Files that import each other, each circle in the order in which it was gone. */
function circles(imports: Imports): string[] {
  const found: string[] = [];
  const isDone = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const before = path.indexOf(file);
    if (before >= 0) found.push([...path.slice(before), file].join(' -> '));
    if (before >= 0 || isDone.has(file)) return;
    path.push(file);
    for (const next of imports.get(file) ?? []) visit(next);
    path.pop();
    isDone.add(file);
  };
  for (const file of imports.keys()) visit(file);
  return found;
}

/** What each room may use, from the table; undefined for all rooms. */
type Table = ReadonlyMap<string, ReadonlySet<string> | undefined>;

function tableIn(text: string): Table {
  const rows = text.matchAll(/^\| `lib\/?([a-z/]*)` \|[^|]*\|([^|]*)\|$/gm);
  return new Map(
    [...rows].map(([, room, cell]) => {
      const words = cell.trim();
      const names = words === '-' ? [] : words.split(', ');
      return [room, words === 'all of these' ? undefined : new Set(names)];
    }),
  );
}

/** The room of a file: the innermost folder that the table names. */
function roomOf(file: string, table: Table): string {
  for (let folder = posix.dirname(file); folder !== '.'; folder = posix.dirname(folder)) {
    if (table.has(folder)) return folder;
  }
  return '';
}

function forbidden(imports: Imports, table: Table): string[] {
  return [...imports].flatMap(([file, targets]) => {
    const room = roomOf(file, table);
    const allowed = table.get(room);
    const isForbidden = (target: string): boolean => {
      const other = roomOf(target, table);
      return other !== room && allowed !== undefined && !allowed.has(other);
    };
    return targets.filter(isForbidden).map((target) => `${file} -> ${target}`);
  });
}

/** Rooms that a room may use but does not. */
function unused(imports: Imports, table: Table): string[] {
  const used = new Set(
    [...imports].flatMap(([file, targets]) =>
      targets.map((target) => `${roomOf(file, table)} -> ${roomOf(target, table)}`),
    ),
  );
  return [...table].flatMap(([room, allowed]) =>
    [...(allowed ?? [])].map((other) => `${room} -> ${other}`).filter((arrow) => !used.has(arrow)),
  );
}

const imports = readImports();
const table = tableIn(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));

const rooms = suite('imports of lib');

rooms('are read: every one leads to a file', () => {
  const all = [...imports.values()].flat();
  ok(imports.size > 100 && all.length > imports.size, `${imports.size} files, ${all.length} imports`);
  equal(
    [...new Set(all)].filter((file) => !imports.has(file)),
    [],
  );
});

rooms('go in no circle', () => {
  equal(circles(imports), []);
});

rooms('follow the table in ARCHITECTURE.md, which names every room and allows no more than is used', () => {
  const folders = new Set([...imports.keys()].map((file) => file.split('/').slice(0, -1)[0] ?? ''));
  equal(
    [...folders].filter((folder) => !table.has(folder)),
    [],
  );
  equal(forbidden(imports, table), []);
  equal(unused(imports, table), []);
});

rooms('are found where they go in a circle or against the table', () => {
  const wrong = new Map([
    ['scalar/a.ts', importsOf('scalar/a.ts', "import type { B } from '../shape/b.js';\nexport * from './c.js';")],
    ['shape/b.ts', importsOf('shape/b.ts', "import {\n  a,\n} from '../scalar/a.js';")],
    ['scalar/c.ts', []],
  ]);
  equal(circles(wrong), ['scalar/a.ts -> shape/b.ts -> scalar/a.ts']);
  equal(forbidden(wrong, table), ['scalar/a.ts -> shape/b.ts']);
});

rooms.run();
