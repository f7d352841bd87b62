/** Plots in SVG: axes, lines, and points that can be dragged, by pointer and by keyboard. */

const SVG = 'http://www.w3.org/2000/svg';

export interface Axis {
  readonly domain: readonly [number, number];
  readonly title?: string;
  readonly log?: boolean;
}

type Attributes = Readonly<Record<string, string | number>>;

export function element(name: string, attributes: Attributes = {}, text?: string): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

export interface Handle {
  /** Where it is now, in numbers of the axes. */
  moveTo(x: number, y: number): void;
  say(text: string): void;
}

const LEFT = 54;
const RIGHT = 14;
const TOP = 10;
const BOTTOM = 40;

export class Plot {
  readonly svg: SVGElement;
  private readonly back: SVGElement = element('g');
  private readonly front: SVGElement = element('g');
  private readonly handles: SVGElement = element('g');
  private axes: { x: Axis; y: Axis } = { x: { domain: [0, 1] }, y: { domain: [0, 1] } };
  readonly width: number;
  readonly height: number;
  private readonly clip: string;

  /** As wide as there is room, up to `most`: texts have the same size on a phone. @param shape - height over width. */
  constructor(host: HTMLElement, label: string, most: number = 640, shape: number = 0.5) {
    this.width = Math.max(280, Math.min(most, host.clientWidth || most));
    this.height = Math.round(this.width * Math.max(shape, Math.min(shape * 1.4, 220 / this.width)));
    const { width, height } = this;
    this.clip = `clip-${label.replace(/\W+/g, '-')}`;
    this.svg = element('svg', { viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': label, class: 'plot' });
    const box = { x: LEFT, y: TOP, width: width - LEFT - RIGHT, height: height - TOP - BOTTOM };
    const clip = element('clipPath', { id: this.clip });
    clip.append(element('rect', box));
    const defs = element('defs');
    defs.append(clip);
    this.front.setAttribute('clip-path', `url(#${this.clip})`);
    this.svg.append(defs, element('rect', { ...box, class: 'frame' }), this.back, this.front, this.handles);
    host.append(this.svg);
  }

  /** A new picture on these axes; what can be dragged stays. */
  start(x: Axis, y: Axis): void {
    this.axes = { x, y };
    this.back.replaceChildren();
    this.front.replaceChildren();
    for (const t of ticks(x, this.width < 480 ? 4 : 8)) {
      const at = this.x(t);
      this.back.append(
        element('line', { x1: at, x2: at, y1: TOP, y2: this.height - BOTTOM, class: 'grid' }),
        element('text', { x: at, y: this.height - BOTTOM + 15, 'text-anchor': 'middle' }, tickText(t, x)),
      );
    }
    for (const t of ticks(y, 8)) {
      const at = this.y(t);
      this.back.append(
        element('line', { x1: LEFT, x2: this.width - RIGHT, y1: at, y2: at, class: 'grid' }),
        element('text', { x: LEFT - 6, y: at + 4, 'text-anchor': 'end' }, tickText(t, y)),
      );
    }
    const middle = (LEFT + this.width - RIGHT) / 2;
    this.back.append(element('text', { x: middle, y: this.height - 6, 'text-anchor': 'middle' }, x.title ?? ''));
    if (y.title !== undefined) this.back.append(element('text', { x: LEFT + 6, y: TOP + 14, class: 'soft' }, y.title));
  }

  x(t: number): number {
    return LEFT + share(t, this.axes.x) * (this.width - LEFT - RIGHT);
  }

  y(t: number): number {
    return this.height - BOTTOM - share(t, this.axes.y) * (this.height - TOP - BOTTOM);
  }

  /** A line with gaps where it is not finite. */
  line(points: readonly (readonly [number, number])[], kind: string): void {
    let path = '';
    let isOpen = false;
    for (const [px, py] of points) {
      const [x, y] = [this.x(px), this.y(py)];
      const isHere = Number.isFinite(x) && Number.isFinite(y) && Math.abs(y) < 1e5;
      if (isHere) path += `${isOpen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
      isOpen = isHere;
    }
    this.front.append(element('path', { d: path, class: `line ${kind}` }));
  }

  band(from: number, to: number, kind: string): void {
    const [a, b] = [this.x(from), this.x(to)];
    const box = { x: Math.min(a, b), width: Math.abs(b - a), y: TOP, height: this.height - TOP - BOTTOM };
    this.front.append(element('rect', { ...box, class: kind }));
  }

  dot(x: number, y: number, kind: string, radius: number = 4): void {
    const [cx, cy] = [this.x(x), this.y(y)];
    if (Number.isFinite(cx) && Number.isFinite(cy))
      this.front.append(element('circle', { cx, cy, r: radius, class: kind }));
  }

  add(...parts: SVGElement[]): void {
    this.front.append(...parts);
  }

  text(x: number, y: number, text: string, kind: string, anchor: string = 'start'): void {
    this.front.append(
      element('text', { x: this.x(x) + 7, y: this.y(y) - 7, class: kind, 'text-anchor': anchor }, text),
    );
  }

  /** @param step - how far an arrow key moves, as a share of the axes; with Shift a tenth. */
  handle(label: string, onMove: (x: number, y: number) => void, step: number = 0.02): Handle {
    const circle = element('circle', { r: 9, class: 'handle', tabindex: 0, role: 'slider', 'aria-label': label });
    let at: [number, number] = [0, 0];
    circle.addEventListener('pointerdown', (event) => {
      const { pointerId } = event as PointerEvent;
      circle.setPointerCapture(pointerId);
      event.preventDefault();
      (circle as SVGElement & { focus(): void }).focus();
    });
    circle.addEventListener('pointermove', (event) => {
      const { clientX, clientY, pointerId } = event as PointerEvent;
      if (!circle.hasPointerCapture(pointerId)) return;
      const box = this.svg.getBoundingClientRect();
      const scale = this.width / box.width;
      onMove(this.atX((clientX - box.left) * scale), this.atY((clientY - box.top) * scale));
    });
    circle.addEventListener('keydown', (event) => {
      const { key, shiftKey } = event as KeyboardEvent;
      const [dx, dy] = ARROWS[key] ?? [0, 0];
      if (dx === 0 && dy === 0) return;
      event.preventDefault();
      const size = shiftKey ? step / 10 : step;
      const { x, y } = this.axes;
      // Where it is going to be: keys may be faster than what is drawn.
      at = [moved(at[0], dx * size, x), moved(at[1], dy * size, y)];
      onMove(...at);
    });
    this.handles.append(circle);
    return {
      moveTo: (x, y) => {
        at = [x, y];
        circle.setAttribute('cx', String(clamped(this.x(x), LEFT, this.width - RIGHT)));
        circle.setAttribute('cy', String(clamped(this.y(y), TOP, this.height - BOTTOM)));
        circle.setAttribute('aria-valuenow', String(Number(x.toPrecision(4))));
      },
      say: (text) => circle.setAttribute('aria-valuetext', text),
    };
  }

  private atX(px: number): number {
    return fromShare((px - LEFT) / (this.width - LEFT - RIGHT), this.axes.x);
  }

  private atY(py: number): number {
    return fromShare((this.height - BOTTOM - py) / (this.height - TOP - BOTTOM), this.axes.y);
  }
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  Home: [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  End: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
};

/** By a share of the axis, and not out of it. */
function moved(x: number, by: number, { domain: [a, b] }: Axis): number {
  return clamped(x + by * (b - a), a, b);
}

function clamped(x: number, low: number, high: number): number {
  return Number.isNaN(x) ? low : Math.min(Math.max(x, low), high);
}

function share(t: number, { domain: [a, b], log }: Axis): number {
  return log ? Math.log(t / a) / Math.log(b / a) : (t - a) / (b - a);
}

function fromShare(s: number, { domain: [a, b], log }: Axis): number {
  const inside = clamped(s, 0, 1);
  return log ? a * (b / a) ** inside : a + inside * (b - a);
}

/** Some round numbers, at most about so many; powers of ten on a logarithmic axis. */
function ticks({ domain: [a, b], log }: Axis, most: number): number[] {
  if (log) {
    const [low, high] = [Math.ceil(Math.log10(a) - 1e-9), Math.floor(Math.log10(b) + 1e-9)];
    const each = Math.max(1, Math.ceil((high - low) / most));
    return Array.from({ length: Math.floor((high - low) / each) + 1 }, (_, k) => 10 ** (low + k * each));
  }
  const raw = (b - a) / (0.8 * most);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((k) => k * power).find((s) => s >= raw) ?? raw;
  const first = Math.ceil(a / step - 1e-9);
  return Array.from({ length: Math.floor(b / step + 1e-9) - first + 1 }, (_, k) => (first + k) * step);
}

function tickText(t: number, { log }: Axis): string {
  if (log) return `1e${Math.round(Math.log10(t))}`.replace('1e0', '1').replace('-', '−');
  return String(Number(t.toPrecision(6))).replace('-', '−');
}
