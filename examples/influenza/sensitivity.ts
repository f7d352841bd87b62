/** Which parameter moves the answer, and by how much: exact derivatives through the integrator. */
import { jacobian, valueAndJacobian } from 'hyperdual/plain';
import { type Difference, differences } from './differences.js';
import { infected, type Outcomes, outcomes, type SirParameters } from './model.js';

export const PARAMETERS = ['beta', 'gamma', 'initial'] as const;
export const OUTCOMES = ['peakSize', 'peakDay', 'finalSize'] as const;

export type Parameter = (typeof PARAMETERS)[number];
export type Outcome = (typeof OUTCOMES)[number];

export interface Sensitivity {
  readonly outcome: Outcome;
  readonly parameter: Parameter;
  /** y. */
  readonly value: number;
  /** ∂y/∂p. */
  readonly derivative: number;
  /** (p/y)·∂y/∂p: y changes by that many per cent when p grows by one per cent. */
  readonly elasticity: number;
  /** ∂y/∂p by finite differences, for comparison. */
  readonly difference: Difference;
}

/** Every outcome by every parameter. The parameters are a record, the outcomes too, so the Jacobian has names on both sides. */
export function sensitivities(p: SirParameters): Sensitivity[] {
  const { value: y, jacobian: j } = valueAndJacobian(outcomes, p);
  return OUTCOMES.flatMap((outcome) =>
    PARAMETERS.map((parameter) => ({
      outcome,
      parameter,
      value: y[outcome],
      derivative: j[outcome][parameter],
      elasticity: (p[parameter] / y[outcome]) * j[outcome][parameter],
      difference: outcomeDifferences(p, parameter)[outcome],
    })),
  );
}

function outcomeDifferences(p: SirParameters, parameter: Parameter): Record<Outcome, Difference> {
  const list = (y: Outcomes): number[] => OUTCOMES.map((name) => y[name]);
  const [peakSize, peakDay, finalSize] = differences((x) => list(outcomes({ ...p, [parameter]: x })), p[parameter]);
  return { peakSize, peakDay, finalSize };
}

/** The exact Jacobian of the fitted curve beside the one by finite differences. */
export interface JacobianCheck {
  readonly parameter: Parameter;
  /** The largest |exact - difference| of a column, divided by the largest entry of that column. */
  readonly distance: number;
  /** What the differences say of their own error, in the same units. */
  readonly error: number;
}

export function checkJacobian(p: SirParameters, days: number): JacobianCheck[] {
  const exact = jacobian((q: SirParameters) => infected(q, days), p);
  return PARAMETERS.map((parameter) => {
    const column = exact.map((row) => row[parameter]);
    const other = differences((x) => infected({ ...p, [parameter]: x }, days), p[parameter]);
    const largest = Math.max(...column.map(Math.abs));
    return {
      parameter,
      distance: Math.max(...column.map((entry, day) => Math.abs(entry - other[day].derivative))) / largest,
      error: Math.max(...other.map(({ error }) => error)) / largest,
    };
  });
}

/** I(t) and its derivatives on a fine grid. */
export interface CoursePoint {
  readonly day: number;
  readonly infected: number;
  /** ∂I/∂p. */
  readonly slope: SirParameters;
}

export function course(p: SirParameters, days: number, perDay: number): CoursePoint[] {
  const { value: curve, jacobian: rows } = valueAndJacobian((q: SirParameters) => infected(q, days, perDay), p);
  return rows.map((slope, k) => ({ day: k / perDay, infected: curve[k], slope }));
}
