/**
 * The figure: the data with the fitted curve, and below it how each parameter moves the curve.
 *
 * Drawn with Vega-Lite and Vega. They render to SVG in plain Node, without a browser, a DOM or a native canvas, put several
 * panels on one page, and take the whole chart as a piece of data. They install 25 MB; @observablehq/plot with the smallest
 * DOM (linkedom) installs 16 MB, with jsdom 35 MB, and draws one panel a call, to be put together by hand.
 */
import { value } from 'hyperdual';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Outbreak } from './data.js';
import { type EpidemicFit, listed } from './fit.js';
import { standardError } from './least-squares.js';
import { outcomes } from './model.js';
import { type CoursePoint, course, PARAMETERS, type Parameter } from './sensitivity.js';

const TITLE = 'Influenza in a boarding school, England 1978';
const DAYS = 14;
const WIDTH = 680;
const INK = '#333333';
const FIT = '#1f5fa8';
const COLORS = { beta: '#b2431f', gamma: '#1f7a4d', initial: '#6f4aa8' };
const NAMES = { beta: 'β (contacts per day)', gamma: 'γ (recoveries per day)', initial: 'I₀ (infected on day 0)' };

/** 97.5 % point of Student's t with 14 - 3 degrees of freedom. */
const STUDENT = 2.201;

/** The figure as the text of an SVG file. */
export async function chart(outbreak: Outbreak, fit: EpidemicFit): Promise<string> {
  const points = course(fit.named, DAYS, 8);
  const peak = outcomes(fit.named);
  const [peakDay, peakSize] = [value(peak.peakDay), value(peak.peakSize)];
  const panels = [
    fitPanel(outbreak, fit, points, peakDay, peakSize),
    ...PARAMETERS.map((name) => slopePanel(name, fit.named[name], points, peakDay)),
  ];
  // Without a canvas the width of text is a rough and wide guess: the texts are short, or the page would grow with them.
  const svg = await new View(parse(compile(figure(panels)).spec), { renderer: 'none' }).toSVG();
  return svg.replace('>', ` role="img"><title>${TITLE}</title>`);
}

type Panel = Extract<TopLevelSpec, { layer: unknown }>;
type Layer = Panel['layer'][number];
type Row = Record<string, number>;

function figure(panels: Panel[]): TopLevelSpec {
  return {
    background: 'white',
    padding: 16,
    title: {
      text: TITLE,
      subtitle: [
        'Top: the counts, and the SIR model fitted by least squares.',
        'Below: the exact derivatives of its solution.',
      ],
      anchor: 'start',
      offset: 14,
    },
    spacing: 18,
    vconcat: panels,
    config: {
      // One title for the figure serves those who cannot see it better than a label on each mark.
      aria: false,
      font: 'Helvetica, Arial, sans-serif',
      title: { fontSize: 18, subtitleFontSize: 13, color: INK, subtitleColor: INK, subtitlePadding: 6 },
      axis: { labelFontSize: 12, titleFontSize: 13, titleFontWeight: 'normal', labelColor: INK, titleColor: INK },
      view: { stroke: '#bbbbbb' },
    },
  };
}

function fitPanel(
  { days, inBed }: Outbreak,
  fit: EpidemicFit,
  points: readonly CoursePoint[],
  peakDay: number,
  peakSize: number,
): Panel {
  const curve = points.map(({ day, infected, slope }) => {
    // The standard error of I(t): the delta method again, with the same derivatives as the panels below.
    const margin = STUDENT * standardError(fit, listed(slope));
    return { day, infected, low: Math.max(0, infected - margin), high: infected + margin };
  });
  const counts = days.map((day, i) => ({ day, boys: inBed[i] }));
  const y = { type: 'quantitative' as const, scale: { domain: [0, 350] }, axis: { title: 'boys confined to bed' } };
  const key = (boys: number, text: string): Layer => ({
    data: { values: [{ day: 8.45, boys }] },
    mark: { type: 'text', text, align: 'left', baseline: 'middle', fontSize: 13, color: INK },
    encoding: { x: day(), y: { ...y, field: 'boys' } },
  });
  const stroke = (boys: number, mark: object): Layer => ({
    data: { values: [{ day: 7.75, to: 8.25, boys }] },
    mark: { type: 'rule', color: FIT, ...mark },
    encoding: { x: day(), x2: { field: 'to' }, y: { ...y, field: 'boys' } },
  });
  const dots = (values: Row[]): Layer => ({
    data: { values },
    mark: { type: 'point', filled: true, color: INK, size: 55, opacity: 1 },
    encoding: { x: day(), y: { ...y, field: 'boys' } },
  });
  return {
    width: WIDTH,
    height: 300,
    layer: [
      {
        data: { values: curve },
        mark: { type: 'area', color: FIT, opacity: 0.2 },
        encoding: { x: day(), y: { ...y, field: 'low' }, y2: { field: 'high' } },
      },
      line(curve, 'infected', FIT, y),
      peakRule(peakDay),
      dots(counts),
      dots([{ day: 8, boys: 325 }]),
      key(325, 'counted'),
      stroke(300, { strokeWidth: 12, opacity: 0.2 }),
      stroke(300, { strokeWidth: 2 }),
      key(300, 'I(t) fitted, 95 % band'),
      stroke(275, { color: INK, strokeDash: [4, 3] }),
      key(275, `peak: ${peakSize.toFixed(0)} on day ${peakDay.toFixed(2)}`),
    ],
  };
}

/** p/100·∂I/∂p over time. All parameters have the same scale, so that the panels compare. */
function slopePanel(name: Parameter, p: number, points: readonly CoursePoint[], peakDay: number): Panel {
  const time = name === PARAMETERS[PARAMETERS.length - 1] ? 'days since 22 January 1978' : null;
  const values = points.map(({ day, slope }) => ({ day, change: (p / 100) * slope[name] }));
  const y = { type: 'quantitative' as const, scale: { domain: [-5, 10] }, axis: { title: 'boys', tickCount: 3 } };
  return {
    width: WIDTH,
    height: 110,
    title: {
      text: `Change of I(t) for 1 % more ${NAMES[name]}`,
      anchor: 'start',
      fontSize: 13,
      color: COLORS[name],
      offset: 6,
    },
    layer: [
      { data: { values: [{}] }, mark: { type: 'rule', color: '#888888' }, encoding: { y: { datum: 0 } } },
      peakRule(peakDay, time),
      line(values, 'change', COLORS[name], y, time),
    ],
  };
}

function line(values: Row[], field: string, color: string, y: object, title: string | null = null): Layer {
  return {
    data: { values },
    mark: { type: 'line', color, strokeWidth: 2 },
    encoding: { x: day(title), y: { ...y, field } },
  };
}

function peakRule(peakDay: number, title: string | null = null): Layer {
  return {
    data: { values: [{ day: peakDay }] },
    mark: { type: 'rule', color: INK, strokeDash: [4, 3] },
    encoding: { x: day(title) },
  };
}

/** The time axis, the same in all panels and for all layers of a panel. */
function day(title: string | null = null) {
  return {
    field: 'day',
    type: 'quantitative' as const,
    scale: { domain: [0, DAYS], nice: false },
    axis: { title, values: [...Array(DAYS + 1).keys()], gridColor: '#eeeeee', format: 'd', labelFlush: false },
  };
}
