/** What the specs have to know of each special function of one number, by its name. */
import * as special from '../../lib/special/index.js';
import type { One } from '../support/functions.js';
import { INF, NAN, type Row, UNDEFINED } from './singular-rows.js';

export interface SpecialFunction {
  readonly f: One;
  /** Ordinary points, and how far to both sides it is smooth, for finite differences and compiled programs. */
  readonly smooth: readonly (readonly [x: number, reach: number])[];
  /** The ends of the domain and of the range, poles and infinities, each with value and derivatives. */
  readonly singular: readonly Row[];
  /** Units in the last place that derivatives at the singular points may be off. */
  readonly within?: number;
}

const smooth = (...xs: readonly number[]): [number, number][] => xs.map((x) => [x, 1]);
/** Near 0, where only x > 0 is in the domain. */
const positive = (...xs: readonly number[]): [number, number][] => xs.map((x) => [x, Math.min(1, x / 2)]);

/** The double nearest to -1/e. */
const BRANCH_POINT = -0.36787944117144233;

export const SPECIAL: Readonly<Record<string, SpecialFunction>> = {
  erfcx: {
    f: special.erfcx as One,
    smooth: smooth(-3, -0.4, 0, 0.6, 2, 9),
    singular: [
      [0, 1, -1.1283791670955126, 2, -4.51351666838205],
      [-27, INF, -INF, INF, -INF],
      [INF, 0, 0, 0, 0],
      [-INF, INF, -INF, INF, -INF],
      [NAN, ...UNDEFINED],
    ],
  },
  logErfc: {
    f: special.logErfc as One,
    smooth: smooth(-2, -0.4, 0.3, 0.7, 3, 40),
    singular: [
      [1e155, -INF, -2e155, -2, 0],
      [INF, -INF, -INF, -2, 0],
      [-INF, Math.LN2, 0, 0, 0],
      [NAN, ...UNDEFINED],
    ],
    within: 4,
  },
  erfInv: {
    f: special.erfInv as One,
    smooth: [
      [-0.8, 0.1],
      [-0.3, 0.3],
      [0, 0.5],
      [0.49, 0.2],
      [0.97, 0.02],
    ],
    singular: [
      [0, 0, 0.886226925452758, 0, 1.392081999207927],
      [-0, -0, 0.886226925452758, 0, 1.392081999207927],
      [1, INF, INF, INF, INF],
      [-1, -INF, INF, -INF, INF],
      [1.01, ...UNDEFINED],
      [-INF, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
    within: 4,
  },
  erfcInv: {
    f: special.erfcInv as One,
    smooth: [
      [0.001, 0.0005],
      [0.3, 0.1],
      [0.8, 0.3],
      [1.2, 0.3],
      [1.9, 0.05],
    ],
    singular: [
      [0, INF, -INF, INF, -INF],
      [-0, INF, -INF, INF, -INF],
      [1, 0, -0.886226925452758, 0, -1.392081999207927],
      [2, -INF, -INF, -INF, -INF],
      [-1e-300, ...UNDEFINED],
      [2.1, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
    within: 4,
  },
  normalPdf: {
    f: special.normalPdf as One,
    smooth: smooth(-3, -0.4, 0.3, 1, 2.5),
    singular: [
      [40, 0, 0, 0, 0],
      [INF, 0, 0, 0, 0],
      [-INF, 0, 0, 0, 0],
      [NAN, ...UNDEFINED],
    ],
  },
  normalCdf: {
    f: special.normalCdf as One,
    smooth: [...smooth(-3, -1.2, -0.4, 0.3, 1, 2.5), [-20, 0.05]],
    singular: [
      [41, 1, 0, 0, 0],
      [-41, 0, 0, 0, 0],
      [INF, 1, 0, 0, 0],
      [-INF, 0, 0, 0, 0],
      [NAN, ...UNDEFINED],
    ],
  },
  logNormalCdf: {
    f: special.logNormalCdf as One,
    smooth: smooth(-40, -3, -0.4, 0.3, 1, 3),
    singular: [
      [-1e155, -INF, 1e155, -1, 0],
      [-INF, -INF, INF, -1, 0],
      [INF, 0, 0, 0, 0],
      [NAN, ...UNDEFINED],
    ],
    within: 4,
  },
  normalQuantile: {
    f: special.normalQuantile as One,
    smooth: [
      [0.001, 0.0005],
      [0.2, 0.1],
      [0.4, 0.1],
      [0.5, 0.2],
      [0.7, 0.1],
      [0.98, 0.01],
    ],
    singular: [
      [0, -INF, INF, -INF, INF],
      [0.5, 0, 2.5066282746310002, 0, 15.749609945722419],
      [1, INF, INF, INF, INF],
      [-0.1, ...UNDEFINED],
      [1.1, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
    within: 4,
  },
  'besselJ of order 2.5': {
    f: (x) => special.besselJ(2.5, x),
    smooth: positive(0.7, 9, 60),
    singular: [
      [0, 0, 0, 0],
      [INF, 0, 0, 0, 0],
      [-1, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
  },
  'besselJ of order -3': {
    f: (x) => special.besselJ(-3, x),
    smooth: [[-2, 1], ...positive(0.7, 9)],
    singular: [
      [0, 0, 0, 0, -0.125],
      [INF, 0, 0, 0, 0],
      [NAN, ...UNDEFINED],
    ],
  },
  'besselJ of order 30': { f: (x) => special.besselJ(30, x), smooth: positive(9, 25), singular: [[NAN, ...UNDEFINED]] },
  'besselJ of order -0.5': {
    f: (x) => special.besselJ(-0.5, x),
    smooth: positive(0.7),
    singular: [[NAN, ...UNDEFINED]],
  },
  'besselY of order 1.5': {
    f: (x) => special.besselY(1.5, x),
    smooth: positive(0.7, 9, 60),
    singular: [
      [0, -INF, INF],
      [INF, 0, 0, 0, 0],
      [-1, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
  },
  'besselY of order -2': { f: (x) => special.besselY(-2, x), smooth: positive(0.7, 9), singular: [[-1, ...UNDEFINED]] },
  'besselI of order 0.3': {
    f: (x) => special.besselI(0.3, x),
    smooth: positive(0.7, 9, 60),
    singular: [
      [0, 0, INF],
      [INF, INF, INF, INF, INF],
      [-1, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
  },
  'besselI of order 3': {
    f: (x) => special.besselI(3, x),
    smooth: [[-2, 1], ...positive(0.7, 9)],
    singular: [[NAN, ...UNDEFINED]],
  },
  'besselI of order 25.5': { f: (x) => special.besselI(25.5, x), smooth: positive(9), singular: [[NAN, ...UNDEFINED]] },
  'besselK of order 2.5': {
    f: (x) => special.besselK(2.5, x),
    smooth: positive(0.7, 9, 60),
    singular: [
      [0, INF, -INF, INF, -INF],
      [INF, 0, 0, 0, 0],
      [-1, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
  },
  besselK0: {
    f: special.besselK0 as One,
    smooth: positive(0.1, 0.8, 3, 30),
    singular: [
      [0, INF, -INF, INF, -INF],
      [INF, 0, 0, 0, 0],
      [-1e-300, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
  },
  besselK1: {
    f: special.besselK1 as One,
    smooth: positive(0.1, 0.8, 3, 30),
    singular: [
      [0, INF, -INF, INF, -INF],
      [INF, 0, 0, 0, 0],
      [-1, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
  },
  besselK0e: {
    f: special.besselK0e as One,
    smooth: positive(0.1, 0.8, 3, 30),
    singular: [
      [0, INF, -INF, INF, -INF],
      [INF, 0, 0, 0, 0],
      [-1, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
  },
  besselK1e: {
    f: special.besselK1e as One,
    smooth: positive(0.1, 0.8, 3, 30),
    singular: [
      [0, INF, -INF, INF, -INF],
      [INF, 0, 0, 0, 0],
      [-1, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
  },
  besselI0e: {
    f: special.besselI0e as One,
    smooth: [[-40, 1], [-3, 1], ...positive(0.4, 5, 30)],
    singular: [
      [0, 1, 0],
      [INF, 0, 0, 0, 0],
      [-INF, 0, 0, 0, 0],
      [NAN, ...UNDEFINED],
    ],
  },
  besselI1e: {
    f: special.besselI1e as One,
    smooth: [[-40, 1], [-3, 1], ...positive(0.4, 5, 30)],
    singular: [
      [0, 0, 0.5],
      [INF, 0, 0, 0, 0],
      [-INF, 0, 0, 0, 0],
      [NAN, ...UNDEFINED],
    ],
  },
  logBesselI0: {
    f: special.logBesselI0 as One,
    smooth: [[-40, 1], ...smooth(-0.5, 0.3, 2, 30)],
    singular: [
      [0, 0, 0, 0.5, 0],
      [INF, INF, 1, 0, 0],
      [-INF, INF, -1, 0, 0],
      [NAN, ...UNDEFINED],
    ],
  },
  expIntegralE1: {
    f: special.expIntegralE1 as One,
    smooth: positive(0.1, 0.7, 3, 20),
    singular: [
      [0, INF, -INF, INF, -INF],
      [-0, INF, -INF, INF, -INF],
      [1e-300, 690.1983122333121, -1e300, INF, -INF],
      [-1e-300, ...UNDEFINED],
      [900, 0, 0, 0, 0],
      [INF, 0, 0, 0, 0],
      [NAN, ...UNDEFINED],
    ],
    within: 1,
  },
  expIntegralEi: {
    f: special.expIntegralEi as One,
    smooth: [[-2, 0.5], [-0.3, 0.1], ...positive(0.05, 0.37, 2, 30), [50, 1]],
    singular: [
      [0, -INF, INF, -INF, INF],
      [-0, -INF, -INF, -INF, -INF],
      [-900, 0, 0, 0, 0],
      [720, INF, INF, INF, INF],
      [INF, INF, INF, INF, INF],
      [-INF, 0, 0, 0, 0],
      [NAN, ...UNDEFINED],
    ],
  },
  lambertW: {
    f: special.lambertW as One,
    smooth: [[-0.3, 0.02], [-0.1, 0.1], [0, 0.1], ...positive(1, 5, 1000)],
    singular: [
      [0, 0, 1, -2, 9],
      [-0, -0, 1, -2, 9],
      [BRANCH_POINT, -1, INF, -INF, INF],
      [-0.368, ...UNDEFINED],
      [INF, INF, 0, 0, 0],
      [-INF, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
  },
  'lambertW on branch -1': {
    f: (x) => special.lambertW(x, -1),
    smooth: [
      [-0.35, 0.005],
      [-0.2, 0.05],
      [-0.01, 0.002],
    ],
    singular: [
      [-0, -INF, -INF, -INF, -INF],
      [BRANCH_POINT, -1, -INF, INF, -INF],
      [-0.368, ...UNDEFINED],
      [1e-300, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
  },
  zeta: {
    f: special.zeta as One,
    smooth: [[-7.3, 0.5], [-0.7, 0.2], [0, 0.5], [1.5, 0.2], ...smooth(4, 12)],
    singular: [
      [1, ...UNDEFINED],
      [-2, 0, -0.030448457058393275],
      [1e300, 1, 0, 0, 0],
      [INF, 1, 0, 0, 0],
      [-INF, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ],
    within: 8,
  },
};

export { positive, smooth };
