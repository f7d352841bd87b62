/**
 * What operators that are called can do at all: reverse mode of Rosenbrock's function alone, on a tape that is made once. Its numbers
 * are of no driver call, so no two calls may be mixed or nested; nothing is looked at, and nothing is said of wrong arguments.
 */
const PARENTS = new Int32Array(1 << 16);
const PARTIALS = new Float64Array(1 << 16);
const COTANGENTS = new Float64Array(1 << 15);
let nodes = 0;

class Node {
  readonly value: number;
  readonly index: number;

  constructor(value: number, index: number) {
    this.value = value;
    this.index = index;
  }
}

type Bare = number | Node;

function record(a: number, da: number, b: number, db: number): number {
  const k = nodes++;
  PARENTS[2 * k] = a;
  PARENTS[2 * k + 1] = b;
  PARTIALS[2 * k] = da;
  PARTIALS[2 * k + 1] = db;
  return k;
}

const one = (value: number, x: Node, dx: number): Node => new Node(value, record(x.index, dx, x.index, 0));
const two = (value: number, x: Node, dx: number, y: Node, dy: number): Node =>
  new Node(value, record(x.index, dx, y.index, dy));

const add = (x: Bare, y: Bare): Bare => {
  if (typeof x === 'number') return typeof y === 'number' ? x + y : one(x + y.value, y, 1);
  return typeof y === 'number' ? one(x.value + y, x, 1) : two(x.value + y.value, x, 1, y, 1);
};

const sub = (x: Bare, y: Bare): Bare => {
  if (typeof x === 'number') return typeof y === 'number' ? x - y : one(x - y.value, y, -1);
  return typeof y === 'number' ? one(x.value - y, x, 1) : two(x.value - y.value, x, 1, y, -1);
};

const mul = (x: Bare, y: Bare): Bare => {
  if (typeof x === 'number') return typeof y === 'number' ? x * y : one(x * y.value, y, x);
  return typeof y === 'number' ? one(x.value * y, x, y) : two(x.value * y.value, x, y.value, y, x.value);
};

function rosenbrock(x: readonly Bare[]): Bare {
  let total: Bare = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const a = sub(x[i + 1], mul(x[i], x[i]));
    const b = sub(1, x[i]);
    total = add(total, add(mul(100, mul(a, a)), mul(b, b)));
  }
  return total;
}

/** The gradient at x, of at most 4000 inputs. */
export function barestGradient(x: readonly number[]): number[] {
  const n = x.length;
  nodes = n;
  const inputs: Bare[] = new Array(n);
  for (let i = 0; i < n; i++) inputs[i] = new Node(x[i], i);
  const last = (rosenbrock(inputs) as Node).index;
  for (let k = 0; k <= last; k++) COTANGENTS[k] = 0;
  COTANGENTS[last] = 1;
  for (let k = last; k >= n; k--) {
    const w = COTANGENTS[k];
    const [a, b] = [PARENTS[2 * k], PARENTS[2 * k + 1]];
    COTANGENTS[a] = COTANGENTS[a] + w * PARTIALS[2 * k];
    COTANGENTS[b] = COTANGENTS[b] + w * PARTIALS[2 * k + 1];
  }
  const gradient: number[] = new Array(n);
  for (let i = 0; i < n; i++) gradient[i] = COTANGENTS[i] + 0;
  return gradient;
}
