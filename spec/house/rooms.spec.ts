/** The READMEs of the compiler's rooms show one program before and after each room: what they show is what the rooms do. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { NOWHERE } from '../../lib/compile/passes/control-tree.js';
import { withoutDeadCode } from '../../lib/compile/passes/dead-code.js';
import { type Plan, plan } from '../../lib/compile/passes/plan.js';
import { dropSignedZeros } from '../../lib/compile/passes/signed-zeros.js';
import { compileProgram, Executable } from '../../lib/compile/run/executable.js';
import { type Access, type Loop, loopNest, type StridedAddress } from '../../lib/compile/schedule/loop-nest.js';
import { type Schedule, schedules } from '../../lib/compile/schedule/schedule.js';
import { StatementList } from '../../lib/compile/schedule/statement-list.js';
import { computation } from '../../lib/compile/schedule/statements.js';
import { operandOf, type SsaGraph } from '../../lib/compile/trace/graph.js';
import { NAMES, Op } from '../../lib/compile/trace/ops.js';
import { type Trace, trace } from '../../lib/compile/trace/trace.js';
import { bodies } from '../../lib/compile/wasm/functions.js';
import { Wasm } from '../../lib/compile/wasm/opcodes.js';
import { add, derivative, type Scalar, sin, square } from '../../lib/index.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const ROOMS = ['trace', 'passes', 'schedule', 'wasm', 'run'];
const readme = (room: string): string => readFileSync(join(root, 'lib/compile', room, 'README.md'), 'utf8');
const test = suite('READMEs of the rooms of the compiler');

// Of trace, before: the function itself, as its README has it.
const [, source] = /```js\n(.*?)```/s.exec(readme('trace')) as RegExpExecArray;
const names = { add, derivative, sin, square };
const slope = new Function(...Object.keys(names), `${source}return slope;`)(...Object.values(names)) as (
  x: Scalar,
) => Scalar;
/** The same at a hundred numbers. */
const slopes = (x: Scalar[]): Scalar[] => x.map(slope);

// What the rooms make of it.
const traced = trace(slope, [0]);
const planned = planOf(traced);
const scheduled = firstOf(planned);
const plannedSlopes = planOf(trace(slopes, [new Array(100).fill(0)]));

function planOf(program: Trace): Plan {
  return plan(dropSignedZeros(withoutDeadCode(program)));
}

function firstOf(program: Plan): Schedule {
  return schedules(program).next().value as Schedule;
}

function labelOf(g: SsaGraph, id: number): string {
  const op = g.ops[id];
  if (op === Op.constant) return `constant ${g.constantOf(id)}`;
  if (op === Op.input) return `input ${g.a[id]}`;
  return op < Op.call ? NAMES[op] : g.callee(op).name;
}

function nodeText(g: SsaGraph, id: number): string {
  const operands = Array.from({ length: g.operandsOf(id) }, (_, k) => ` n${operandOf(g, id, k)}`);
  return `n${id} = ${labelOf(g, id)}${operands.join('')}`;
}

function rolesIn({ contexts, uses, checks }: Plan, id: number): string {
  if (contexts[id] === NOWHERE) return 'not computed';
  return `reads: ${uses[id]}${checks[id] === 1 ? ', must be finite' : ''}`;
}

function graphText({ graph, results, checks }: Trace): string {
  const lines = Array.from({ length: graph.size }, (_, id) => nodeText(graph, id));
  return `${lines.join('\n')}\nresults: ${results.map((id) => `n${id}`)}; must be finite: ${checks.map((id) => `n${id}`)}\n`;
}

/** Side by side: nodes keep their order. */
function planText(before: SsaGraph, after: Plan): string {
  let next = 0;
  const rows = Array.from({ length: before.size }, (_, id) => {
    const isKept = next < after.graph.size && labelOf(before, id) === labelOf(after.graph, next);
    const columns = isKept ? [nodeText(after.graph, next), rolesIn(after, next++)] : ['-', ''];
    return [nodeText(before, id), ...columns];
  });
  assert.is(next, after.graph.size);
  return rows.map(([a, b, c]) => `${a.padEnd(22)}${b.padEnd(20)}${c}`.trimEnd()).join('\n');
}

/** In the order of the stack; `read` says where each operand is. */
function statementText({ graph }: Plan, { isStatement }: Schedule, id: number, read: (leaf: number) => string): string {
  const words: string[] = [];
  computation(
    graph,
    isStatement,
    id,
    (leaf) => words.push(read(leaf)),
    (node) => words.push(labelOf(graph, node)),
  );
  return words.join(' ');
}

function readText(g: SsaGraph, id: number): string {
  return g.constantOf(id) === undefined ? `n${id}` : `${g.constantOf(id)}`;
}

function scheduleText(program: Plan, order: Schedule): string {
  const nodes = order.steps.filter((_, i) => i % 2 === 1);
  const read = (id: number): string => readText(program.graph, id);
  return nodes.map((id) => `n${id} = ${statementText(program, order, id, read)}`).join('\n');
}

function addressText({ space, place, step }: StridedAddress): string {
  return `${space}[${place} + ${step}i]`;
}

function accessText(g: SsaGraph, access: Access): string {
  if (access.from === 'memory') return addressText(access.moving);
  if (access.from === 'outside') return readText(g, access.node);
  return `s${access.offset}${access.ago === 0 ? '' : ` of ${access.ago} before`}`;
}

function loopText(program: Plan, order: Schedule): string {
  const items = new StatementList(program, order);
  const targets = new Map(program.results.map((id, i): [number, number[]] => [id, [i]]));
  const { loops } = loopNest({ graph: program.graph, items, targets, fixed: 0 });
  assert.is(loops.length, 1);
  const loop = loops[0] as Loop;
  const lines = loop.accesses.map((accesses, offset) => {
    let k = 0;
    const read = (): string => accessText(program.graph, accesses[k++]);
    const text = statementText(program, order, items.nodes[loop.start + offset], read);
    return [`s${offset}`, ...loop.targets[offset].map(addressText)].join(' = ').concat(` = ${text}`);
  });
  const apart = `${loop.start} statements before, ${items.size - loop.start - loop.period * loop.count} after`;
  return [`for i = 0 ... ${loop.count - 1} (${apart}):`, ...lines].join('\n');
}

const opcodes = new Map(Object.entries(Wasm).map(([name, code]) => [code as number, name]));

/** Bytes of each statement and what they say; a line ends where a value leaves the stack. */
function wasmText(body: Uint8Array): string {
  const view = new DataView(body.buffer, body.byteOffset);
  const lines: string[] = [];
  let words: string[] = [];
  let from = 3;
  lines.push(`${hex(body.subarray(0, from))}\n    locals: ${body[1]} f64`);
  for (let at = from; at < body.length; ) {
    const code = body[at++];
    const name = opcodes.get(code) as string;
    if (code === Wasm.f64Const) words.push(`${name} ${view.getFloat64(at, true)}`);
    else if (code === Wasm.f64Load || code === Wasm.f64Store) words.push(`${name} +${body[at + 1]}`);
    else if (code === Wasm.get || code === Wasm.set || code === Wasm.call) words.push(`${name} ${body[at]}`);
    else words.push(name);
    at += immediates(code);
    if (code !== Wasm.set && code !== Wasm.f64Store && at < body.length) continue;
    lines.push(`${hex(body.subarray(from, at))}\n    ${words.join(', ')}`);
    words = [];
    from = at;
  }
  return lines.join('\n');
}

/** Bytes after an opcode, where all numbers are short. */
function immediates(code: number): number {
  if (code === Wasm.f64Const) return 8;
  if (code === Wasm.f64Load || code === Wasm.f64Store) return 2;
  return code === Wasm.get || code === Wasm.set || code === Wasm.call ? 1 : 0;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function runText(program: Trace): string {
  const lines = (['webassembly', 'interpreter'] as const).flatMap((engine) => {
    const executable = new Executable(program, compileProgram(program).bytes, engine, slope as never);
    return [2, Number.POSITIVE_INFINITY].map((x) => {
      executable.input[0] = x;
      const answer = executable.run() ? 'by the program' : 'by the function itself';
      return `${engine.padEnd(12)}input [${x}] -> output [${executable.output}] ${answer}`;
    });
  });
  return lines.join('\n');
}

const memory = { fixed: 0, row: 0, output: 8, shared: 32 };
const statements = scheduleText(planned, scheduled);
const shown: Readonly<Record<string, readonly string[]>> = {
  trace: [graphText(traced)],
  passes: [planText(traced.graph, planned)],
  schedule: [statements, loopText(plannedSlopes, firstOf(plannedSlopes))],
  wasm: [statements, wasmText(bodies(planned, memory, () => 0).functions[0])],
  run: [runText(withoutDeadCode(traced))],
};

test('each room has a README, and no room of the compiler is left out', () => {
  const folders = readdirSync(join(root, 'lib/compile'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  assert.equal(folders.map(({ name }) => name).sort(), [...ROOMS].sort());
});

for (const room of ROOMS) {
  test(`lib/compile/${room}/README.md shows what ${room} does`, () => {
    const blocks = [...readme(room).matchAll(/```text\n(.*?)```/gs)].map(([, text]) => text.trim());
    assert.equal(
      blocks,
      shown[room].map((text) => text.trim()),
    );
  });
}

test('the derivative of x² + sin x² is 2x + 2x cos x²', () => {
  assert.ok(Math.abs((slope(2) as number) - (4 + 4 * Math.cos(4))) < 1e-15);
});

test.run();
