/** What to do about an active number that met a native operator. */
import { type Frame, framesOf, packageOf, pathOf } from './frames.js';
import { isTransformed } from './scope.js';

const MARK = 'hyperdual/plain:';
/** What V8, Firefox and Safari say of a private field of an object that has none. */
const PRIVATE = /private member #|private field or method|invalid private (field|name|method)/;

/** The error with the file or package to add, where it is that of a native operator. */
export function explained(error: unknown): unknown {
  if (!(error instanceof TypeError)) return error;
  if (PRIVATE.test(error.message) && !error.message.startsWith(MARK)) {
    return new TypeError(
      `${MARK} expected the instances in x to have public fields only, got private ones. f is given copies that carry derivatives, ` +
        `and JavaScript copies no private fields: keep the numbers in public ones. (${error.message})`,
      { cause: error },
    );
  }
  if (!/used with a native operator/.test(error.message)) return error;
  // By a driver further inside, which is nearer to the place.
  if (error.message.startsWith(MARK)) return error;
  const [frame] = framesOf(error);
  return new TypeError(`${remedyFor(frame)} (${error.message})`, { cause: error });
}

function remedyFor(frame: Frame | undefined): string {
  const lost = `${MARK} the derivative would be lost`;
  if (frame === undefined) {
    return `${lost} in a native operator. Transform the file with unplugin-hyperdual: 'use derivatives' at its top, or its package in packages.`;
  }
  const place = `${lost} at ${pathOf(frame.file)}:${frame.at}${frame.name === '' ? '' : ` (${frame.name})`}`;
  if (frame.isMade) {
    return (
      `${lost} in code that was made of a text by Function or eval at ${pathOf(frame.file)}:${frame.at}` +
      `${frame.name === '' ? '' : ` (${frame.name})`}, which nothing can transform. Write the function out, or keep it out of ` +
      'what is differentiated.'
    );
  }
  if (isTransformed(pathOf(frame.file))) {
    return (
      `${place}: a part of JavaScript that knows plain numbers only (a typed array made outside of the function, Date, Intl, ` +
      'repeat ...). Allocate the array inside, or set floats to "array"; give value(x) or noDiff(x) where no derivative is meant.'
    );
  }
  const name = packageOf(frame.file);
  if (name === undefined) {
    return (
      `${place}, which is not transformed. Add unplugin-hyperdual to the build (Node: --import unplugin-hyperdual/register), ` +
      "and 'use derivatives' at the top of the file, or the file to include."
    );
  }
  return `${place}: the package ${name} is not transformed. Add it: packages: ['${name}'] in the settings of unplugin-hyperdual.`;
}
