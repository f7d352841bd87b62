/**
 * What the specs have to know of each function of numbers, by its name: a line brings a function into the operator specs, the
 * sweeps, the laws and (fixtures/functions.json) the generators of reference values.
 */

type Interval = readonly [low: number, high: number];

/** Where a function of one number is compared with reference values. */
export interface Reference {
  /** The inside of its domain, all numbers when left out. */
  readonly within?: Interval | 'not 0';
  /** Points at which some plausible formula goes wrong: next to a singularity, where terms cancel, where a step leaves the range. */
  readonly hard: readonly number[];
  /** Binary exponents of random points, all when left out. */
  readonly exponents?: Interval;
  /** Interval of other random points, [-10, 10] when left out. */
  readonly moderate?: Interval;
  /** Points of Taylor series. */
  readonly series?: readonly number[];
}

/** A function of one number. */
export interface FunctionOfOne {
  /** The same in plain JavaScript: to the bit, unless `loose`. */
  readonly plain: (x: number) => number;
  readonly loose?: true;
  /** Ordinary points for finite differences. */
  readonly at: readonly number[];
  /** Pieces of the domain in which it is smooth; together they hold negative, small and large arguments. */
  readonly smooth: readonly Interval[];
  /** Left out for functions that are sums or steps. */
  readonly reference?: Reference;
}

const INFINITY = Number.POSITIVE_INFINITY;
const LARGEST = Number.MAX_VALUE;

const both = (...xs: readonly number[]): number[] => xs.flatMap((x) => [x, -x]);

/** Neighbours of a singular point ±1, from the nearest double outwards. */
const around = (x: 1 | -1): number[] => [
  ...(x > 0 ? [1 - 2 ** -53, 1 + 2 ** -52] : [-1 - 2 ** -52, -1 + 2 ** -53]),
  ...[2 ** -40, 1e-12, 1e-6].flatMap((h) => [x - h, x + h]),
];

/** Doubles next to multiples of π/2 and π, and the one closest of all to a multiple of π/2. */
const TURNS = both(
  ...[1.5707963267948966, Math.PI, 4.71238898038469, 6.283185307179586, 0.7853981633974483],
  ...[22, 355, 103993, 1e22, 5.319372648326541e255, 2 ** 53, 2 ** 120, 2 ** 1023, LARGEST],
);

/** Whole and half numbers, neighbours of them, and where all doubles are whole or even. */
const TURNS_OF_TURNS = both(
  ...[
    0.24,
    0.26,
    0.49,
    0.51,
    0.75,
    1 - 2 ** -53,
    1 + 2 ** -52,
    1 - 1e-9,
    0.5 + 2 ** -40,
    1.5,
    2.5,
    7,
    100.5,
    1e5 + 0.1,
  ],
  ...[2 ** 51 + 0.5, 2 ** 52 + 1, 2 ** 53 + 2, LARGEST],
);

const SATURATION = both(15, 18, 19, 20, 22, 36.7, 37, 37.5, 38, 40, 50);

/** About the end of the range of e^x, of its half, and of sinh. */
const LIMITS = both(
  ...[300, 350, 354.8, 355, 372, 373, 700, 708, 708.4, 709, 709.7, 709.782712893384, 709.79, 710, 710.3, 710.4],
  ...[710.47, 710.5, 720.5, 740, 745, 745.13, 745.14, 746, 800],
);

const EXP2_LIMITS = [
  ...[1021.5, 1022.5, 1023, 1023.9, 1023.99999, 1024, 1024.3, 1024.5, 1024.6, 1025, 1025.5, 1025.6, 1026],
  ...[-1021.5, -1022, -1022.5, -1023.3, -1050, -1073.3, -1074, -1074.5, -1075, -1075.5, -1076.3],
];

const anywhere = [-7.3, -1.1, -0.4, 0.3, 0.9, 2.6, 11.7];
const positive = [0.04, 0.3, 0.9, 2.6, 11.7, 120.5];
const inside = [-0.83, -0.4, 0.07, 0.3, 0.9];
const notAtIntegers = [-7.3, -1.1, 0.3, 2.6];

export const ONE: Readonly<Record<string, FunctionOfOne>> = {
  neg: {
    plain: (x) => -x,
    at: anywhere,
    smooth: [[-1e3, 1e3]],
  },
  square: {
    plain: (x) => x * x,
    at: anywhere,
    smooth: [[-1e3, 1e3]],
    reference: {
      hard: both(1e-162, 1.6e-162, 2.3e-162, 1.5e-154, 1e-155, 1.3e154, 1.35e154),
      series: [0.0, -3.0, 1e100],
    },
  },
  reciprocal: {
    plain: (x) => 1 / x,
    at: anywhere,
    smooth: [
      [-1e3, -1e-3],
      [1e-3, 1e3],
    ],
    reference: {
      within: 'not 0',
      hard: both(2 ** -1024, 5.6e-309, 4.5e307, 2 ** 1023, 1e-103, 1e103, 1e-77),
      series: [2.0, -0.75, 1e-3, 1e5],
    },
  },
  sqrt: {
    plain: Math.sqrt,
    at: positive,
    smooth: [[1e-6, 1e6]],
    reference: {
      within: [0, INFINITY],
      hard: [...around(1), 4, LARGEST, 1e-200, 1e-205, 1e205],
      moderate: [0, 100],
      series: [1.0, 2.0, 1e-6, 1e10],
    },
  },
  cbrt: {
    plain: Math.cbrt,
    at: anywhere,
    smooth: [
      [-1e6, -1e-6],
      [1e-6, 1e6],
    ],
    reference: {
      within: 'not 0',
      hard: both(8, 27, LARGEST, 1e-185, 1e-194, 1e115),
      moderate: [-100, 100],
      series: [0.3, -2.0, 1e-6, 1e10],
    },
  },
  exp: {
    plain: Math.exp,
    at: anywhere,
    smooth: [[-30, 30]],
    reference: { hard: LIMITS, moderate: [-30, 30], series: [0.0, 1.0, -30.0, 300.0] },
  },
  exp2: {
    plain: (x) => 2 ** x,
    at: anywhere,
    smooth: [[-40, 40]],
    reference: { hard: EXP2_LIMITS, moderate: [-30, 30], series: [0.0, 0.3, -50.0, 500.0] },
  },
  expm1: {
    plain: Math.expm1,
    at: anywhere,
    smooth: [[-30, 30]],
    reference: { hard: [...SATURATION, ...LIMITS], moderate: [-5, 5], series: [0.0, 1e-10, -40.0, 2.0] },
  },
  log: {
    plain: Math.log,
    at: positive,
    smooth: [[1e-6, 1e6]],
    reference: {
      within: [0, INFINITY],
      hard: [...around(1), Math.E, 1e-103, 1e-155, 1e155, LARGEST],
      moderate: [0, 100],
      series: [1.0, 2.5, 1e-5, 1e20],
    },
  },
  log2: {
    plain: Math.log2,
    at: positive,
    smooth: [[1e-6, 1e6]],
    reference: {
      within: [0, INFINITY],
      hard: [...around(1), 8, 2 ** -30, 2 ** 1000, 2 ** -1060, LARGEST],
      moderate: [0, 100],
      series: [1.0, 3.0, 1e-5],
    },
  },
  log10: {
    plain: Math.log10,
    at: positive,
    smooth: [[1e-6, 1e6]],
    reference: {
      within: [0, INFINITY],
      hard: [...around(1), 1000, 1e22, 1e23, LARGEST],
      moderate: [0, 100],
      series: [1.0, 3.0, 1e5],
    },
  },
  log1p: {
    plain: Math.log1p,
    at: [-0.7, ...positive],
    smooth: [[-0.999, 1e3]],
    reference: {
      within: [-1, INFINITY],
      hard: [0, ...around(-1), ...both(1e-12, 1e-6), -0.9, LARGEST],
      moderate: [-1, 20],
      series: [0.0, 1e-12, -0.9, 7.0],
    },
  },
  xlogx: {
    plain: (x) => (x === 0 ? 0 : x * Math.log(x)),
    at: positive,
    smooth: [[1e-6, 1e3]],
    reference: {
      within: [0, INFINITY],
      hard: [...around(1), 0.36787944117144233, 0.367, 0.37, 0.3678, 2.5e305, 2.6e305],
      moderate: [0, 100],
      series: [1.0, 0.36787944117144233, 0.37, 5.0],
    },
  },
  exprel: {
    plain: (x) => Math.expm1(x) / x,
    loose: true,
    at: anywhere,
    smooth: [[-30, 30]],
    reference: {
      hard: [0, ...SATURATION, ...LIMITS, ...both(1e-4, 0.01, 713, 716, 716.4)],
      moderate: [-10, 10],
      series: [0.0, 1e-8, 0.7, -0.7, 5.0, -5.0, 30.0, -30.0, 705.0],
    },
  },
  log1prel: {
    plain: (x) => Math.log1p(x) / x,
    loose: true,
    at: [-0.7, ...positive],
    smooth: [[-0.999, 1e3]],
    reference: {
      within: [-1, INFINITY],
      hard: [0, ...around(-1), ...both(1e-4, 0.01, 0.2, 0.3), -0.9, LARGEST],
      moderate: [-1, 20],
      series: [0.0, 1e-8, 0.7, -0.3, -0.49, -0.52, -0.9, 5.0, 11.0, 200.0],
    },
  },
  log1mexp: {
    plain: (x) => Math.log1p(-Math.exp(-x)),
    loose: true,
    at: positive,
    smooth: [[1e-6, 30]],
    reference: {
      within: [0, INFINITY],
      hard: [Math.LN2, 0.69, 0.7, ...[36, 37, 38, 40, 700, 708, 709.8, 720, 740, 745, 746, 800]],
      moderate: [0, 10],
      series: [0.7, 1e-5, 0.5, 3.0, 30.0],
    },
  },
  sin: {
    plain: Math.sin,
    at: anywhere,
    smooth: [[-100, 100]],
    reference: { hard: [0, ...TURNS], moderate: [-20, 20], series: [0.0, 0.5, 3.0, -20.0] },
  },
  cos: {
    plain: Math.cos,
    at: anywhere,
    smooth: [[-100, 100]],
    reference: { hard: [0, ...TURNS], moderate: [-20, 20], series: [0.0, 0.5, 1.5, 1e5] },
  },
  tan: {
    plain: Math.tan,
    at: [-1.1, -0.4, 0.3, 0.9],
    smooth: [[-1.5, 1.5]],
    reference: { hard: [0, ...TURNS], moderate: [-20, 20], series: [0.0, 0.7, -1.2, 3.0] },
  },
  asin: {
    plain: Math.asin,
    at: inside,
    smooth: [[-0.999, 0.999]],
    reference: {
      within: [-1, 1],
      hard: [0, ...around(1), ...around(-1), ...both(0.9, 0.99, 70710678e-8)],
      exponents: [-1074, -1],
      moderate: [-1, 1],
      series: [0.0, 1e-9, 0.6, -0.999],
    },
  },
  acos: {
    plain: Math.acos,
    at: inside,
    smooth: [[-0.999, 0.999]],
    reference: {
      within: [-1, 1],
      hard: [0, ...around(1), ...around(-1), ...both(0.9, 0.99, 70710678e-8)],
      exponents: [-1074, -1],
      moderate: [-1, 1],
      series: [0.0, 0.6, -0.999],
    },
  },
  atan: {
    plain: Math.atan,
    at: anywhere,
    smooth: [[-100, 100]],
    reference: { hard: [0, ...both(0.57, 0.58, 1e12, LARGEST)], series: [0.0, 1.0, -0.3, 50.0] },
  },
  sinc: {
    plain: (x) => Math.sin(x) / x,
    loose: true,
    at: anywhere,
    smooth: [[-100, 100]],
    reference: {
      hard: [0, ...TURNS, ...both(1e-4, 0.01, 0.9, 1.1, 2.08, 4.49)],
      moderate: [-20, 20],
      series: [0.0, 1e-8, 0.5, 2.5, -4.493409457909064, 9.0, 40.0],
    },
  },
  sinPi: {
    plain: (x) => Math.sin(Math.PI * x),
    loose: true,
    at: [-1.1, -0.4, 0.3, 0.7],
    smooth: [[-100, 100]],
    reference: { hard: [0, ...TURNS_OF_TURNS], moderate: [-20, 20], series: [0.1, 0.25, 1.1, -20.3] },
  },
  cosPi: {
    plain: (x) => Math.cos(Math.PI * x),
    loose: true,
    at: [-1.1, -0.4, 0.3, 0.7],
    smooth: [[-100, 100]],
    reference: { hard: [0, ...TURNS_OF_TURNS], moderate: [-20, 20], series: [0.1, 0.25, 0.6, 1e3 + 0.1] },
  },
  sinh: {
    plain: Math.sinh,
    at: anywhere,
    smooth: [[-20, 20]],
    reference: { hard: [0, ...SATURATION, ...LIMITS], series: [0.0, 1e-7, 2.0, -30.0] },
  },
  cosh: {
    plain: Math.cosh,
    at: anywhere,
    smooth: [[-20, 20]],
    reference: { hard: [0, ...SATURATION, ...LIMITS], series: [0.0, 2.0, -30.0] },
  },
  tanh: {
    plain: Math.tanh,
    at: [-2.1, -0.4, 0.3, 2.6],
    smooth: [[-20, 20]],
    reference: { hard: [0, ...SATURATION, ...LIMITS], moderate: [-5, 5], series: [0.0, 0.5, -2.0, 20.0] },
  },
  asinh: {
    plain: Math.asinh,
    at: anywhere,
    smooth: [[-1e3, 1e3]],
    reference: { hard: [0, ...both(707e-3, 0.71, 1e12, 1.3e154, LARGEST)], series: [0.0, 1e-9, 1.0, -300.0] },
  },
  acosh: {
    plain: Math.acosh,
    at: [1.4, 2.6, 11.7],
    smooth: [[1.001, 1e3]],
    reference: {
      within: [1, INFINITY],
      hard: [...around(1), 1.001, 1.01, 1.1, 1e12, 1.3e154, LARGEST],
      exponents: [0, 1023],
      moderate: [1, 20],
      series: [1.001, 2.0, 300.0],
    },
  },
  atanh: {
    plain: Math.atanh,
    at: inside,
    smooth: [[-0.999, 0.999]],
    reference: {
      within: [-1, 1],
      hard: [0, ...around(1), ...around(-1), ...both(0.9, 0.99, 70710678e-8)],
      exponents: [-1074, -1],
      moderate: [-1, 1],
      series: [0.0, 0.5, -0.99],
    },
  },
  sigmoid: {
    plain: (x) => 1 / (1 + Math.exp(-x)),
    loose: true,
    at: [-7.3, -0.4, 0.3, 2.6],
    smooth: [[-30, 30]],
    reference: { hard: [0, ...SATURATION, ...LIMITS], moderate: [-15, 15], series: [0.0, 1e-7, 3.0, 40.0, -40.0] },
  },
  logit: {
    plain: (x) => Math.log(x / (1 - x)),
    loose: true,
    at: [0.07, 0.3, 0.62, 0.9],
    smooth: [[0.001, 0.999]],
    reference: {
      within: [0, 1],
      hard: [...around(1), 0.5, ...[2 ** -54, 1e-12, 1e-6, 0.01].flatMap((h) => [0.5 - h, 0.5 + 2 * h]), 0.25, 0.75],
      exponents: [-1074, -1],
      moderate: [0, 1],
      series: [0.5, 1e-5, 0.3, 0.99],
    },
  },
  softplus: {
    plain: (x) => Math.log1p(Math.exp(x)),
    loose: true,
    at: [-7.3, -0.4, 0.3, 2.6],
    smooth: [[-30, 30]],
    reference: { hard: [0, ...SATURATION, ...LIMITS], moderate: [-15, 15], series: [0.0, 3.0, 40.0, -40.0] },
  },
  abs: {
    plain: Math.abs,
    at: anywhere,
    smooth: [
      [-10, -0.01],
      [0.01, 10],
    ],
    reference: { within: 'not 0', hard: [], series: [-3.0] },
  },
  sign: {
    plain: Math.sign,
    at: notAtIntegers,
    smooth: [[0.01, 10]],
  },
  floor: {
    plain: Math.floor,
    at: notAtIntegers,
    smooth: [[3.1, 3.9]],
  },
  ceil: {
    plain: Math.ceil,
    at: notAtIntegers,
    smooth: [[-3.9, -3.1]],
  },
  round: {
    plain: Math.round,
    at: notAtIntegers,
    smooth: [[2.6, 3.4]],
  },
  trunc: {
    plain: Math.trunc,
    at: notAtIntegers,
    smooth: [[-2.9, -2.1]],
  },
  relu: {
    plain: (x) => Math.max(x, 0),
    at: anywhere,
    smooth: [
      [-10, -0.01],
      [0.01, 10],
    ],
    reference: { within: 'not 0', hard: [] },
  },
};

/** The interval that its domain is the inside of. */
export function domainOf(name: string): Interval {
  const within = ONE[name]?.reference?.within;
  return within === undefined || within === 'not 0' ? [-INFINITY, INFINITY] : within;
}

/** A function of two numbers. */
export interface FunctionOfTwo {
  readonly plain: (x: number, y: number) => number;
  readonly loose?: true;
  readonly at: readonly (readonly [number, number])[];
}

const pairs = [-2.6, 0.3, 1.9].flatMap((x) => [-0.7, 0.45, 3.1].map((y) => [x, y] as const));
const positivePairs = pairs.map(([x, y]) => [Math.abs(x), y] as const);

export const TWO: Readonly<Record<string, FunctionOfTwo>> = {
  add: { plain: (x, y) => x + y, at: pairs },
  sub: { plain: (x, y) => x - y, at: pairs },
  mul: { plain: (x, y) => x * y, at: pairs },
  div: { plain: (x, y) => x / y, at: pairs },
  pow: { plain: (x, y) => x ** y, at: positivePairs },
  hypot: { plain: Math.hypot, at: pairs },
  atan2: { plain: Math.atan2, at: pairs },
  logAddExp: { plain: (x, y) => Math.log(Math.exp(x) + Math.exp(y)), at: pairs, loose: true },
  max: { plain: Math.max, at: pairs },
  min: { plain: Math.min, at: pairs },
  mod: { plain: (x, y) => x % y, at: pairs },
};
