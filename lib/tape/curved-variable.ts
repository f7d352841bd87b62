/**
 * Variables on a tape that knows its curvature: a plain value and its node. What cannot be computed so, a number of another level
 * or a driver inside f, gives the call up; the driver then takes the tape for all numbers.
 */
import { Active, inherit, type Part, type Scalar } from '../scalar/active.js';
import { PassLevel } from '../scalar/given-up.js';
import type { Level } from '../scalar/level.js';
import { isOfLevel, isOutside } from '../scalar/relation.js';
import { type BinaryRule, type Partials, partials, type UnaryRule } from '../scalar/rule.js';
import type { CurvedTape } from './curved-tape.js';

export class CurvedLevel extends PassLevel {
  readonly tape: CurvedTape;
  /** That of numbers with plain values by which an outer driver moves the inputs, where one does. */
  private readonly outer: Level | undefined;

  constructor(owner: string, tape: CurvedTape, outer: Level | undefined) {
    super(owner, 'this call is made again on a tape for all numbers');
    this.tape = tape;
    this.outer = outer;
  }

  /** A number of another level that f has met: one that moves with the inputs is a node of its own. */
  met(x: Scalar): CurvedVariable {
    const { outer } = this;
    if (typeof x === 'number' || outer === undefined || x.level !== outer) return this.giveUp();
    return new CurvedVariable(this, x.primal as number, this.tape.constant(x));
  }
}

export interface CurvedVariable extends Active {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the methods not written here come from Active, by `inherit` below
export class CurvedVariable {
  readonly level: CurvedLevel;
  readonly primal: number;
  readonly index: number;

  constructor(level: CurvedLevel, primal: number, index: number) {
    this.level = level;
    this.primal = primal;
    this.index = index;
  }

  get kind(): string {
    return 'Variable';
  }

  parts(): readonly Part[] {
    return [{ name: 'primal', order: 0, part: this.primal }];
  }

  addPeer(y: CurvedVariable): Scalar {
    return node2(this, y, this.primal + y.primal, 1, 1, 0);
  }

  subPeer(y: CurvedVariable): Scalar {
    return node2(this, y, this.primal - y.primal, 1, -1, 0);
  }

  mulPeer(y: CurvedVariable): Scalar {
    return node2(this, y, this.primal * y.primal, y.primal, this.primal, 1);
  }

  divPeer(y: CurvedVariable): Scalar {
    const { level } = this;
    const q = this.primal / y.primal;
    return new CurvedVariable(level, q, level.tape.quotient(this.index, y.index, y.primal, q));
  }

  add(y: Scalar): Scalar {
    if (typeof y === 'number') return node1(this, this.primal + y, 1, 0);
    if (y.level === this.level) return this.addPeer(y as CurvedVariable);
    return isOutside(y, this) ? y.add(this) : this.addPeer(this.level.met(y));
  }

  sub(y: Scalar): Scalar {
    if (typeof y === 'number') return node1(this, this.primal - y, 1, 0);
    if (y.level === this.level) return this.subPeer(y as CurvedVariable);
    return isOutside(y, this) ? y.rsub(this) : this.subPeer(this.level.met(y));
  }

  rsub(x: Scalar): Scalar {
    return typeof x === 'number' ? node1(this, x - this.primal, -1, 0) : this.level.met(x).subPeer(this);
  }

  mul(y: Scalar): Scalar {
    if (typeof y === 'number') return node1(this, this.primal * y, y, 0);
    if (y.level === this.level) return this.mulPeer(y as CurvedVariable);
    return isOutside(y, this) ? y.mul(this) : this.mulPeer(this.level.met(y));
  }

  div(y: Scalar): Scalar {
    if (typeof y === 'number') return ratio(this, this.primal / y, () => ({ factor: 1, divisor: y }));
    if (y.level === this.level) return this.divPeer(y as CurvedVariable);
    return isOutside(y, this) ? y.rdiv(this) : this.divPeer(this.level.met(y));
  }

  rdiv(x: Scalar): Scalar {
    if (typeof x !== 'number') return this.level.met(x).divPeer(this);
    return ratio(this, x / this.primal, (t, q) => ({ factor: typeof q === 'number' ? -q : q.neg(), divisor: t }));
  }

  neg(): Scalar {
    return node1(this, -this.primal, -1, 0);
  }

  timesOver(): Scalar {
    return this.level.giveUp();
  }

  joined(): Scalar {
    return this;
  }

  merge(): Scalar {
    return this.level.giveUp();
  }

  unary(rule: UnaryRule): Scalar {
    const x = this.primal;
    const y = rule.value(x);
    if (rule.ratio !== undefined) return ratio(this, y, rule.ratio);
    const slope = rule.slope(x, y) as number;
    return node1(this, y, slope, rule.curvature(x, y, slope) as number);
  }

  jets(): Scalar[] {
    return this.level.giveUp();
  }

  partials(rule: BinaryRule, x0: Scalar, y0: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const { level } = this;
    const [x, y] = [x0, y0].map((z) => (typeof z === 'number' || isOfLevel(z, level) ? z : level.met(z))) as [
      Scalar,
      Scalar,
    ];
    const isX = isOfLevel<CurvedVariable>(x, level);
    const isY = isOfLevel<CurvedVariable>(y, level);
    if (n > 0) return level.giveUp();
    const p = partials(rule, isX ? x.primal : x, isY ? y.primal : y, 2, needX || isX, needY || isY);
    const node = level.tape.node(
      isX ? x.index : -1,
      isX ? (p.fx as number) : 0,
      isY ? y.index : -1,
      isY ? (p.fy as number) : 0,
      isX ? (p.fxx as number) : 0,
      isX && isY ? (p.fxy as number) : 0,
      isY ? (p.fyy as number) : 0,
    );
    return { f: new CurvedVariable(level, p.f as number, node), fx: 0, fy: 0, fxx: 0, fxy: 0, fyy: 0 };
  }
}

inherit(CurvedVariable, Active);

function node1(x: CurvedVariable, primal: number, slope: number, curvature: number): CurvedVariable {
  const { level } = x;
  return new CurvedVariable(level, primal, level.tape.node1(x.index, slope, curvature));
}

/** A sum or a product: of the second partials only the mixed one is not 0. */
function node2(x: CurvedVariable, y: CurvedVariable, f: number, fx: number, fy: number, fxy: number): CurvedVariable {
  const { level } = x;
  return new CurvedVariable(level, f, level.tape.node(x.index, fx, y.index, fy, 0, fxy, 0));
}

function ratio(x: CurvedVariable, y: number, ratioAt: NonNullable<UnaryRule['ratio']>): CurvedVariable {
  const { level } = x;
  return new CurvedVariable(level, y, level.tape.ratio(x.index, ratioAt, x.primal, y));
}
