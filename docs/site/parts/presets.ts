/** The programs that the editor starts with. */

export interface Preset {
  readonly name: string;
  readonly title: string;
  readonly code: string;
}

export const PRESETS: readonly Preset[] = [
  {
    name: 'sine',
    title: 'Sine',
    code: `// Any JavaScript: operators, if, loops.
const f = (x) => Math.sin(x) * Math.exp(-x * x / 20);

const at = 1, from = -8, to = 8;
`,
  },
  {
    name: 'book',
    title: 'Figure 5.11',
    code: `// Example 5.14 of Mathematics for Machine Learning.
const f = (x) => {
  const a = x * x;
  const b = Math.exp(a);
  const c = a + b;
  return Math.sqrt(c) + Math.cos(c);
};

const at = 0.7, from = -1.5, to = 1.5;
`,
  },
  {
    name: 'figure-5.4',
    title: 'Figure 5.4',
    code: `// The Taylor polynomials of the book are about 0: move the degree.
const f = (x) => Math.sin(x) + Math.cos(x);

const at = 0, from = -4, to = 4;
`,
  },
  {
    name: 'rosenbrock',
    title: 'Rosenbrock',
    code: `// Of two numbers: drawn along one of them, through the point.
function f([x, y]) {
  return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
}

const at = [-0.6, 0.8], from = -1.6, to = 1.6;
`,
  },
  {
    name: 'pendulum',
    title: 'Pendulum',
    code: `// The angle of a pendulum after two seconds, by its start: a loop is differentiated as it runs.
function f([start, length]) {
  let angle = start, speed = 0;
  const h = 0.02;
  for (let step = 0; step < 100; step++) {
    speed -= (9.81 / length) * Math.sin(angle) * h;
    angle += speed * h;
  }
  return angle;
}

const at = [2, 1.3], from = -3, to = 3;
`,
  },
  {
    name: 'black-scholes',
    title: 'Black-Scholes',
    code: `// The price of a call: f' by the spot is its delta, f'' its gamma.
const erf = (x) => {
  // Abramowitz and Stegun 7.1.26, to 1.5e-7.
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const p = 0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)));
  const y = 1 - p * t * Math.exp(-x * x);
  return x < 0 ? -y : y;
};
const normal = (x) => 0.5 * (1 + erf(x / Math.SQRT2));

function f([spot, vol, years]) {
  const strike = 100, rate = 0.03;
  const spread = vol * Math.sqrt(years);
  const d1 = (Math.log(spot / strike) + (rate + vol * vol / 2) * years) / spread;
  return spot * normal(d1) - strike * Math.exp(-rate * years) * normal(d1 - spread);
}

const at = [100, 0.2, 0.5], from = 60, to = 140;
`,
  },
  {
    name: 'arm',
    title: 'Two-link arm',
    code: `// How far the hand of a two-link arm is from a target, by its two joints.
function f([shoulder, elbow]) {
  const x = 1.2 * Math.cos(shoulder) + 0.9 * Math.cos(shoulder + elbow);
  const y = 1.2 * Math.sin(shoulder) + 0.9 * Math.sin(shoulder + elbow);
  return Math.hypot(x - 0.8, y - 1.1);
}

const at = [0.4, 1.1], from = -3.2, to = 3.2;
`,
  },
  {
    name: 'sir',
    title: 'SIR fit',
    code: `// Sum of squares of an epidemic's model against the counts of a school, by its rates of infection and of recovery.
const counts = [3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4];

function f([beta, gamma]) {
  let s = 760, i = 3, sum = 0;
  for (let day = 1; day < counts.length; day++) {
    for (let step = 0; step < 8; step++) {
      const infected = beta * s * i / 763 / 8;
      const recovered = gamma * i / 8;
      s -= infected;
      i += infected - recovered;
    }
    sum += (i - counts[day]) ** 2;
  }
  return sum;
}

const at = [1.75, 0.45], from = 1.2, to = 2.6;
`,
  },
  {
    name: 'kink',
    title: 'A kink',
    code: `// Move the point to 0: which rule answers there?
const f = (x) => Math.abs(x) + Math.max(0, x) / 2;

const at = 0, from = -2, to = 2;
`,
  },
];
