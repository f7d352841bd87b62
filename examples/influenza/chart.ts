/** The figure: the data with the fitted curve, and below it how each parameter moves the curve. */
import { value } from 'hyperdual';
import {
  BLUE,
  draw,
  GREEN,
  INK,
  type Layer,
  line,
  type Panel,
  panel,
  RED,
  type Row,
  VIOLET,
} from '../output/figure.js';
import type { Outbreak } from './data.js';
import { type EpidemicFit, listed } from './fit.js';
import { standardError } from './least-squares.js';
import { outcomes } from './model.js';
import { type CoursePoint, course, PARAMETERS, type Parameter } from './sensitivity.js';

const TITLE = 'Influenza in a boarding school, England 1978';
const DAYS = 14;
const WIDTH = 680;
const FIT = BLUE;
const COLORS = { beta: RED, gamma: GREEN, initial: VIOLET };
const NAMES = { beta: 'β (contacts per day)', gamma: 'γ (recoveries per day)', initial: 'I₀ (infected on day 0)' };

/** 97.5 % point of Student's t with 14 - 3 degrees of freedom. */
const STUDENT = 2.201;

/** The figure as the text of an SVG file. */
export function chart(outbreak: Outbreak, fit: EpidemicFit): Promise<string> {
  const points = course(fit.named, DAYS, 8);
  const peak = outcomes(fit.named);
  const [peakDay, peakSize] = [value(peak.peakDay), value(peak.peakSize)];
  const panels = [
    fitPanel(outbreak, fit, points, peakDay, peakSize),
    ...PARAMETERS.map((name) => slopePanel(name, fit.named[name], points, peakDay)),
  ];
  const subtitle = [
    'Top: the counts, and the SIR model fitted by least squares.',
    'Below: the exact derivatives of its solution.',
  ];
  return draw(TITLE, subtitle, panels, 18);
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
      overTime(curve, 'infected', FIT, y),
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
  const layers: Layer[] = [
    { data: { values: [{}] }, mark: { type: 'rule', color: '#888888' }, encoding: { y: { datum: 0 } } },
    peakRule(peakDay, time),
    overTime(values, 'change', COLORS[name], y, time),
  ];
  return panel(WIDTH, 110, `Change of I(t) for 1 % more ${NAMES[name]}`, layers, COLORS[name]);
}

function overTime(values: Row[], field: string, color: string, y: object, title: string | null = null): Layer {
  return line(values, day(title), { ...y, field }, color);
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
