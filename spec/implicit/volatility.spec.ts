/** Implied volatility: a price turned into the volatility that explains it, with derivatives by the implicit function theorem. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../../lib/implicit/index.js';
import { add, div, gradient, hessian, log, mul, type Scalar, sub, valueGradientAndHessian } from '../../lib/index.js';
import { normalCdf, normalPdf } from '../../lib/special/index.js';

const test = suite('implied volatility');

type Vector = readonly Scalar[];
const TIME = 0.75;
const STRIKE = 105;

/** The price of a call without interest (Black and Scholes). */
function price(spot: Scalar, volatility: Scalar): Scalar {
  const width = mul(volatility, Math.sqrt(TIME));
  const d = add(div(log(div(spot, STRIKE)), width), div(width, 2));
  return sub(mul(spot, normalCdf(d)), mul(STRIKE, normalCdf(sub(d, width))));
}

/** The volatility at which a spot has a price. */
const implied = ([spot, paid]: Vector): Scalar =>
  root((s: Scalar) => sub(price(spot as Scalar, s), paid as Scalar), 0.3) as Scalar;

test('the volatility comes back, its slopes are 1/vega and -delta/vega, and its Hessian that of the inverse function', () => {
  for (const [spot, volatility] of [
    [100, 0.2],
    [120, 0.35],
    [90, 0.15],
  ] as const) {
    const paid = price(spot, volatility) as number;
    const of = ([x, s]: Vector): Scalar => price(x as Scalar, s as Scalar);
    const { gradient: p, hessian: q } = valueGradientAndHessian(of, [spot, volatility]) as unknown as {
      gradient: [number, number];
      hessian: [[number, number], [number, number]];
    };
    const [delta, vega] = p;
    const d = (Math.log(spot / STRIKE) + (volatility ** 2 * TIME) / 2) / (volatility * Math.sqrt(TIME));
    close(vega, spot * normalPdf(d) * Math.sqrt(TIME), 'vega in closed form');
    close(delta, normalCdf(d), 'delta in closed form');
    close(implied([spot, paid]) as number, volatility, 'the volatility');
    const [bySpot, byPrice] = gradient(implied, [spot, paid]) as [number, number];
    close(byPrice, 1 / vega, 'by the price');
    close(bySpot, -delta / vega, 'by the spot');
    const [[xx, xp], [, pp]] = hessian(implied, [spot, paid]) as [[number, number], [number, number]];
    close(pp, -q[1][1] / vega ** 3, 'twice by the price');
    close(xp, (-q[0][1] - q[1][1] * bySpot) / vega ** 2, 'by the spot and the price');
    close(xx, -(q[0][0] + 2 * q[0][1] * bySpot + q[1][1] * bySpot ** 2) / vega, 'twice by the spot');
  }
});

function close(actual: number, exact: number, what: string): void {
  assert.ok(Math.abs(actual - exact) <= 1e-11 * Math.abs(exact), `${what}: ${actual}, not ${exact}`);
}

test.run();
