/** Inputs turned on by their colours: all of one colour along one lane of a bundle, up to 16 colours in a pass. */
import { bundleWidth, isPlain } from '../forward/columns.js';
import { Bundle, BundleLevel } from '../numbers/bundle.js';
import { FlatBundle, FlatBundleLevel } from '../numbers/flat-bundle.js';
import type { Scalar } from '../scalar/active.js';
import { onPath } from '../scalar/still.js';

/** Colours from start to end in one pass of f. */
export interface Pass {
  readonly level: BundleLevel;
  readonly start: number;
  readonly end: number;
}

/** Passes of f for so many colours. */
export function passesFor(colors: number): number {
  return colors === 0 ? 0 : Math.ceil(colors / bundleWidth(colors));
}

/** Calls `work` for each pass, with the inputs for f. */
export function inPasses(
  driver: string,
  leaves: readonly Scalar[],
  colors: Int32Array,
  count: number,
  work: (pass: Pass, seeds: Scalar[]) => void,
): void {
  const width = bundleWidth(count);
  const isFlat = isPlain(leaves);
  for (let start = 0; start < count; start += width) {
    const level = isFlat ? new FlatBundleLevel(driver, width) : onPath(new BundleLevel(driver, width), leaves);
    try {
      const pass = { level, start, end: Math.min(count, start + width) };
      work(
        pass,
        leaves.map((leaf, j) => seed(pass, leaf, colors[j])),
      );
    } finally {
      level.close();
    }
  }
}

function seed({ level, start, end }: Pass, leaf: Scalar, color: number): Scalar {
  const isOn = color >= start && color < end;
  if (typeof leaf === 'number' && level instanceof FlatBundleLevel) {
    return isOn ? FlatBundle.seed(level, leaf, color - start) : FlatBundle.idle(level, leaf);
  }
  const tangents = Array.from({ length: level.width }, (_, lane) => (isOn && lane === color - start ? 1 : null));
  return new Bundle(level.mixed as BundleLevel, leaf, tangents);
}
