/**
 * hyperdual/analysis: checks of derivatives, and reports about functions.
 *
 * @packageDocumentation
 */

export type { Verdict } from '../look/observe.js';
export { type Accumulation, type AccumulationOrder, type AccumulationStep, accumulate } from './accumulate.js';
export type { Agreement } from './agreement.js';
export { type CheckReport, type Compared, checkGradient, checkHessian, checkJacobian } from './check.js';
export { countModes, countOperations, type ModeCounts } from './count.js';
export type { GraphNode, GraphParent } from './graph.js';
export { type LaplaceApproximation, type LaplaceOptions, laplace } from './laplace.js';
export { type ComparisonOptions, compareModes, type Mode, type ModeComparison, type ModeCost } from './modes.js';
export { type CovarianceOf, type Moments, type MomentsOptions, moments } from './moments.js';
export type { OperationCounts } from './operations.js';
export { type Graph, type RecordOptions, record } from './record.js';
export { type Sensitivity, type SensitivityOptions, type SensitivityReport, sensitivity } from './sensitivity.js';
export { type LookedAt, type SingularityOptions, type SingularityReport, singularities } from './singularities.js';
export type { Singularity } from './singularity-probe.js';
