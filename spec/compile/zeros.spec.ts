/** Programs without the signs of zeros that nobody sees: every result keeps its bits, at zeros of both signs and at NaN. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dropSignedZeros } from '../../lib/compile/passes/signed-zeros.js';
import { SsaGraph } from '../../lib/compile/trace/graph.js';
import { Op } from '../../lib/compile/trace/ops.js';
import { compute } from '../../lib/compile/trace/semantics.js';
import { BINARY_RULES, UNARY_RULES } from '../../lib/functions/table.js';
import type { BinaryRule, UnaryRule } from '../../lib/scalar/active.js';
import { same } from '../support/assert.js';
import { programs as budget, holds } from '../support/settings.js';

const test = suite('signs of zeros');

const UNARY = [Op.neg, Op.abs, Op.sqrt, Op.floor, Op.ceil, Op.trunc, Op.sign, Op.round];
const BINARY = [Op.add, Op.add, Op.sub, Op.sub, Op.mul, Op.mul, Op.div, Op.max, Op.min];
const ROWS = [...UNARY_RULES, ...BINARY_RULES];
const OF_MATH = ['exp', 'cos', 'sin', 'tanh', 'atan', 'log', 'log1p', 'acos', 'cbrt', 'atan2', 'pow', 'hypot'] as const;
const CONSTANTS = [0, -0, 1, -1, 2, -0.5, 5e-324, Number.POSITIVE_INFINITY];
const POINTS = [0, -0, 1, -1, 2, -2, 0.5, 5e-324, -5e-324, 1e300, Number.NEGATIVE_INFINITY, Number.NaN];

/** What a statement does with the numbers before it, and which they are. */
interface Statement {
  readonly what: number;
  readonly operands: readonly [number, number, number];
}

const INPUTS = 3;

const statement = fc.record<Statement>({
  what: fc.nat(1000),
  operands: fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)),
});

function graphOf(statements: readonly Statement[]): { graph: SsaGraph; results: number[] } {
  const graph = new SsaGraph();
  const nodes = Array.from({ length: INPUTS }, (_, i) => graph.input(i));
  for (const x of CONSTANTS) nodes.push(graph.constant(x));
  for (const { what, operands } of statements) {
    // Mostly the latest, so that long chains arise.
    const [x, y, z] = operands.map(
      (at) => nodes[nodes.length - 1 - (at % (at % 3 === 0 ? nodes.length : 4))] as number,
    );
    nodes.push(nodeOf(graph, what, x as number, y as number, z as number));
  }
  // As drivers do with derivatives; and the last number as it is.
  const results = nodes.slice(-4).map((id) => graph.node(Op.add, id, graph.constant(0)));
  return { graph, results: [...results, nodes[nodes.length - 1] as number] };
}

function nodeOf(graph: SsaGraph, what: number, x: number, y: number, z: number): number {
  const at = <T>(list: readonly T[]): T => list[Math.floor(what / 8) % list.length] as T;
  switch (what % 8) {
    case 0:
      return graph.node(at(UNARY), x);
    case 1: {
      const name = at(OF_MATH);
      const { value, facts } = ROWS.find((row) => row.name === name) as UnaryRule & BinaryRule;
      const arity = value.length === 1 ? 1 : 2;
      return graph.node(graph.callOp({ name, arity, value, facts }), x, arity === 1 ? -1 : y);
    }
    case 2:
      return graph.node(Op.mul, graph.constant(what % 3 === 0 ? -0 : 0), y);
    case 3:
      return graph.node(Op.div, graph.constant(0), y);
    case 4:
      return graph.node(Op.select, graph.node(at([Op.lt, Op.le, Op.eq]), x, y), y, z);
    default:
      return graph.node(at(BINARY), x, y);
  }
}

function evaluate(graph: SsaGraph, point: readonly number[]): number[] {
  const values: number[] = [];
  const input = Float64Array.from(point);
  for (let id = 0; id < graph.size; id++) {
    const [a, b, c] = [graph.a, graph.b, graph.c].map((operands) => values[operands[id] as number] as number);
    values.push(compute(graph, id, graph.ops[id] as number, a as number, b as number, c as number, input));
  }
  return values;
}

test('results keep their bits', () => {
  let removed = 0;
  const point = fc.array(fc.constantFrom(...POINTS), { minLength: INPUTS, maxLength: INPUTS });
  const example = fc.tuple(
    fc.array(statement, { minLength: 3, maxLength: 16 }),
    fc.array(point, { minLength: 6, maxLength: 6 }),
  );
  holds(budget, example, ([statements, points]) => {
    const { graph, results } = graphOf(statements);
    const { graph: rewritten, results: mapped, checks } = dropSignedZeros({ graph, results, checks: results });
    if (rewritten.size < graph.size) removed++;
    same(checks, mapped);
    for (const x of points) {
      const [before, after] = [evaluate(graph, x), evaluate(rewritten, x)];
      const at = (values: readonly number[], nodes: readonly number[]): unknown => nodes.map((id) => values[id]);
      same(at(after, mapped), at(before, results), `at ${x}`);
    }
  });
  assert.ok(removed > budget / 4, 'too few programs had anything to remove');
});

test('a sum with 0 is gone where a derivative ends, and is kept where its sign is a result', () => {
  const graph = new SsaGraph();
  const [x, y] = [graph.input(0), graph.input(1)];
  const product = graph.node(Op.mul, x, y);
  const total = graph.node(Op.add, graph.constant(0), product);
  const ended = graph.node(Op.add, graph.constant(0), graph.node(Op.sub, total, x));
  const after = dropSignedZeros({ graph, results: [ended], checks: [] });
  const [result] = after.results as [number];
  const inner = after.graph.b[result] as number;
  assert.equal([after.graph.ops[result], after.graph.ops[inner]], [Op.add, Op.sub]);
  assert.is(after.graph.ops[after.graph.a[inner] as number], Op.mul);
  const kept = dropSignedZeros({ graph, results: [total], checks: [] });
  assert.is(kept.graph.ops[kept.results[0] as number], Op.add);
});

test.run();
