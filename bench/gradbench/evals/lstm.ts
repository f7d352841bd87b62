/**
 * The loss of a small LSTM of diagonal weights on a sequence of 0 and 1 (ADBench): l layers of b cells, c characters.
 *
 * Per layer weights and biases of the gates forget, ingate, outgate, change (8b numbers), and hidden and cell at the start (2b);
 * weights of input and output and the bias of the output (3b).
 */
import { type Eval, eager, list, normal, randomNumbers, type Vector, whole } from '../case.js';

export const lstm: Eval = {
  name: 'lstm',
  cases: (hd) => {
    const { add, exp, log, mul, sigmoid, sub, sum, tanh } = hd.op;
    const B = 14;
    return [
      [2, 16],
      [2, 64],
      [2, 1024],
    ].map(([layers, c]) => {
      const random = randomNumbers(11);
      const x = list(layers * 8 * B + 3 * B, () => 0.5 * normal(random));
      const sequence = list(c, () => list(B, () => Number(random() < 0.3)));
      const gate = (w: Vector, g: number, i: number, from: Vector[0]) =>
        add(mul(from, w[2 * g * B + i]), w[(2 * g + 1) * B + i]);
      /** One character: the state is hidden and cell of each layer. */
      const predict = (theta: Vector, state: Vector, input: Vector) => {
        const extra = theta.slice(layers * 8 * B);
        let from: Vector = input.map((xi, i) => mul(xi, extra[i]));
        const next: Vector[0][] = [];
        for (let l = 0; l < layers; l++) {
          const w = theta.slice(l * 8 * B, (l + 1) * 8 * B);
          const [hidden, cell] = [
            state.slice(2 * l * B, (2 * l + 1) * B),
            state.slice((2 * l + 1) * B, (2 * l + 2) * B),
          ];
          const cells = cell.map((ci, i) =>
            add(
              mul(ci, sigmoid(gate(w, 0, i, from[i]))),
              mul(sigmoid(gate(w, 1, i, hidden[i])), tanh(gate(w, 3, i, hidden[i]))),
            ),
          );
          const source = from;
          const hiddens = cells.map((ci, i) => mul(sigmoid(gate(w, 2, i, source[i])), tanh(ci)));
          next.push(...hiddens, ...cells);
          from = hiddens;
        }
        return { state: next, output: from.map((h, i) => add(mul(h, extra[B + i]), extra[2 * B + i])) };
      };
      const lossOf = (output: Vector, target: Vector) => {
        const norm = log(add(sum(output.map((y) => exp(y))), 2));
        return sum(output.map((y, i) => mul(target[i], sub(y, norm))));
      };
      const zero = list(2 * layers * B, () => 0);
      const scale = -1 / ((c - 1) * B);
      const f = (theta: Vector) => {
        let state: Vector = zero;
        let total: Vector[0] = 0;
        for (let t = 0; t + 1 < c; t++) {
          const { state: next, output } = predict(theta, state, sequence[t]);
          total = add(total, lossOf(output, sequence[t + 1]));
          state = next;
        }
        return mul(scale, total);
      };
      const step = ({ s, loss }: { s: Vector; loss: Vector[0] }, [input, target]: readonly Vector[], theta: Vector) => {
        const { state, output } = predict(theta, s, input);
        return { s: state, loss: add(loss, lossOf(output, target)) };
      };
      const pairs = list(c - 1, (t) => [sequence[t], sequence[t + 1]]);
      const { scan } = hd;
      const scanned =
        scan && ((theta: Vector) => mul(scale, scan(step as never, { s: zero, loss: 0 }, pairs, theta).loss));
      const byScan = scanned && { ...eager(hd, scanned), name: 'scan' };
      return { size: `l ${layers}, c ${c}`, x, ways: [eager(hd, f), byScan, c <= 16 ? whole(hd, f, x) : undefined] };
    });
  },
};
