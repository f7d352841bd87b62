// A number is a plain number or an active one, an object { level, primal, apply }: a number, the primal, with something around it
// that tells how it changes. The primal may be active too: all kinds nest. Levels tell whose change it is. They count up, the
// higher one is outside, and to it a number that is not of its level is a constant.
//
// A rule is a function as the table has it, { name, value, slopes }: its value for plain numbers, and a slope by each argument,
// written in operators, so that it takes numbers of all kinds.

let latest = 0;
export const newLevel = () => ++latest;
export const isOf = (level, x) => x.level === level;

/** f of some numbers: the outermost of them applies it. */
export function apply(rule, args) {
  const outer = args.reduce((x, y) => ((y.level ?? 0) > (x.level ?? 0) ? y : x));
  return typeof outer === 'number' ? rule.value(...args) : outer.apply(rule, args);
}

/** f inside of a level, and the arguments that are of it, each with the slope by it. */
export function opened(level, rule, args) {
  const inner = args.map((x) => (isOf(level, x) ? x.primal : x));
  const slopes = rule.slopes(...inner);
  return { f: apply(rule, inner), parents: args.map((x, i) => [x, slopes[i]]).filter(([x]) => isOf(level, x)) };
}

/** The plain number at the core, and what stands there for it: a germ, a traced number. */
export const value = (x) => (typeof x === 'number' ? x : value(x.primal));
export const core = (x) => (typeof x === 'number' || x.order !== undefined ? x : core(x.primal));

/** The sign of x - y. By value: how numbers change has no say in the course that f takes. */
export function order(x, y) {
  const [a, b] = [core(x), core(y)];
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : Math.sign(a - b);
  return (typeof a === 'number' ? b : a).order(a, b);
}
