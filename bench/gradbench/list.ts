/** All evaluations by name. */
import type { Eval } from './case.js';
import { ba } from './evals/ba.js';
import { det } from './evals/det.js';
import { gmm } from './evals/gmm.js';
import { ht } from './evals/ht.js';
import { kmeans } from './evals/kmeans.js';
import { llsq } from './evals/llsq.js';
import { lse } from './evals/lse.js';
import { lstm } from './evals/lstm.js';
import { particle, saddle } from './evals/nested.js';
import { ode } from './evals/ode.js';

export const EVALS: readonly Eval[] = [llsq, gmm, ba, lstm, ode, kmeans, ht, det, lse, particle, saddle];
