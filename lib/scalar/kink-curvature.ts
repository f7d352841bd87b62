/** The curvature at a kink: NaN, so that it is looked at again; 0 where looking is switched off. */
let curvature: number = Number.NaN;

export function kinkCurvature(): number {
  return curvature;
}

/** @returns the one before. */
export function setKinkCurvature(x: number): number {
  const before = curvature;
  curvature = x;
  return before;
}
