/** Compiled functions: against hand-written code, rose, native libraries, and the eager drivers. */
import { send } from '../case.js';
import { figures } from '../compiled/figures.js';

const { consumed, ...more } = await figures();
send({ subject: 'compiled', more, consumed });
