// Programs. A function is traced once: what it computes becomes a tree, and what it asks becomes guards. At other points the tree
// is walked. Where a guard has another answer the function takes another course, and is traced anew.
import { isOf, newLevel, order } from './number.js';

function trace(f, x) {
  const level = newLevel();
  const guards = [];
  const nodeOf = (y) => (isOf(level, y) ? y.node : y);
  const numberOf = (y) => (isOf(level, y) ? y.primal : y);
  const traced = (primal, node) => ({
    level,
    primal,
    node,
    apply: (rule, args) => traced(rule.value(...args.map(numberOf)), { rule, args: args.map(nodeOf) }),
    order(a, b) {
      const sign = order(numberOf(a), numberOf(b));
      guards.push([nodeOf(a), nodeOf(b), sign]);
      return sign;
    },
  });
  return { outputs: f(x.map((xi, input) => traced(xi, { input }))).map(nodeOf), guards };
}

/** The list of numbers f(x) as a program of the course that f takes at the example. */
export function compile(f, example) {
  let program = trace(f, example);
  return (x) => {
    const known = new Map();
    const walk = (node) => {
      if (typeof node === 'number') return node;
      if (node.rule === undefined) return x[node.input];
      if (!known.has(node)) known.set(node, node.rule.value(...node.args.map(walk)));
      return known.get(node);
    };
    if (!program.guards.every(([a, b, sign]) => Object.is(order(walk(a), walk(b)), sign))) program = trace(f, x);
    // Answers that are to be looked at again are those of f itself.
    const isTied = program.guards.some(([, , sign]) => sign === 0);
    const y = program.outputs.map(walk);
    return isTied || !y.every(Number.isFinite) ? f(x) : y;
  };
}
