/** The thinker in its worker: questions come by a port of their own, which the code in the editor does not see. */
import { configure } from 'hyperdual/plain';
import { messageOf, thinker } from '../parts/thinker.js';
import type { Answer, Question } from './asking.js';

// A plot takes hundreds of derivatives; each would be checked by a plain run.
configure({ check: false });

addEventListener(
  'message',
  ({ ports: [port] }) => {
    const answers = thinker() as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>;
    port.onmessage = ({ data: { name, args } }: MessageEvent<Question>) => {
      let answer: Answer;
      try {
        answer = { value: answers[name](...args) };
      } catch (error) {
        answer = { error: messageOf(error) };
      }
      port.postMessage(answer);
    };
    port.postMessage({ value: 'ready' } satisfies Answer);
  },
  { once: true },
);
