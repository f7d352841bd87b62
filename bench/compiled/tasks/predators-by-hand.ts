/**
 * The orbit of predators and prey with its sensitivities, by hand: the variational equations s' = J·s + ∂f/∂p are stepped
 * beside the orbit. All sensitivities are locals, which V8 keeps in registers or on the stack: with arrays for them the same
 * took 2.5 times as long.
 */

export const ORBIT = { steps: 100, h: 0.05 } as const;

export function orbitByHand(input: Float64Array, out: Float64Array): void {
  const { steps, h } = ORBIT;
  const a = input[0];
  const b = input[1];
  const c = input[2];
  const d = input[3];
  let x = input[4];
  let y = input[5];
  // ∂x/∂p and ∂y/∂p for p = a, b, c, d, x0, y0.
  let xA = 0;
  let yA = 0;
  let xB = 0;
  let yB = 0;
  let xC = 0;
  let yC = 0;
  let xD = 0;
  let yD = 0;
  let xX = 1;
  let yX = 0;
  let xY = 0;
  let yY = 1;
  for (let step = 0; step < steps; step++) {
    let u = x;
    let v = y;
    const x0 = x;
    const y0 = y;
    let uA = xA;
    let vA = yA;
    const x0A = xA;
    const y0A = yA;
    let uB = xB;
    let vB = yB;
    const x0B = xB;
    const y0B = yB;
    let uC = xC;
    let vC = yC;
    const x0C = xC;
    const y0C = yC;
    let uD = xD;
    let vD = yD;
    const x0D = xD;
    const y0D = yD;
    let uX = xX;
    let vX = yX;
    const x0X = xX;
    const y0X = yX;
    let uY = xY;
    let vY = yY;
    const x0Y = xY;
    const y0Y = yY;
    for (let stage = 0; stage < 4; stage++) {
      const weight = stage === 0 || stage === 3 ? h / 6 : h / 3;
      const ahead = stage === 2 ? h : h / 2;
      const uv = u * v;
      const uu = a - b * v;
      const uvBy = -b * u;
      const vu = d * v;
      const vv = d * u - c;
      const du = a * u - b * uv;
      const dv = d * uv - c * v;
      const duA = uu * uA + uvBy * vA + u;
      const dvA = vu * uA + vv * vA;
      const duB = uu * uB + uvBy * vB - uv;
      const dvB = vu * uB + vv * vB;
      const duC = uu * uC + uvBy * vC;
      const dvC = vu * uC + vv * vC - v;
      const duD = uu * uD + uvBy * vD;
      const dvD = vu * uD + vv * vD + uv;
      const duX = uu * uX + uvBy * vX;
      const dvX = vu * uX + vv * vX;
      const duY = uu * uY + uvBy * vY;
      const dvY = vu * uY + vv * vY;
      x += weight * du;
      y += weight * dv;
      u = x0 + ahead * du;
      v = y0 + ahead * dv;
      xA += weight * duA;
      yA += weight * dvA;
      uA = x0A + ahead * duA;
      vA = y0A + ahead * dvA;
      xB += weight * duB;
      yB += weight * dvB;
      uB = x0B + ahead * duB;
      vB = y0B + ahead * dvB;
      xC += weight * duC;
      yC += weight * dvC;
      uC = x0C + ahead * duC;
      vC = y0C + ahead * dvC;
      xD += weight * duD;
      yD += weight * dvD;
      uD = x0D + ahead * duD;
      vD = y0D + ahead * dvD;
      xX += weight * duX;
      yX += weight * dvX;
      uX = x0X + ahead * duX;
      vX = y0X + ahead * dvX;
      xY += weight * duY;
      yY += weight * dvY;
      uY = x0Y + ahead * duY;
      vY = y0Y + ahead * dvY;
    }
  }
  out[0] = x;
  out[1] = y;
  out[2] = xA;
  out[3] = xB;
  out[4] = xC;
  out[5] = xD;
  out[6] = xX;
  out[7] = xY;
  out[8] = yA;
  out[9] = yB;
  out[10] = yC;
  out[11] = yD;
  out[12] = yX;
  out[13] = yY;
}
