/**
 * Fits the epidemic of 1978, asks which parameter matters, and draws both. Run with `npm start`.
 *
 * With `npm start -- --whole` the fit is also timed with the whole curve in one compiled program.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packageRoot } from '../output/package-root.js';
import { print, progress } from '../output/print.js';
import { chart } from './chart.js';
import { compiledCurve, compiledStep } from './compiled.js';
import { readOutbreak } from './data.js';
import { eagerCurve, fit, fitFromFirstCount, fitFromOneBoy } from './fit.js';
import { dayReport, fitReport, jacobianReport, sensitivityReport, speedReport, startReport } from './report.js';
import { checkJacobian, sensitivities } from './sensitivity.js';
import { timedFit } from './speed.js';

const outbreak = readOutbreak();
const last = outbreak.days.length - 1;

progress('Fitting β, γ and I₀ to the counts ...');
const best = fit(outbreak);
print(fitReport(best));
print(dayReport(outbreak, best));

progress('Fitting β and γ with the start given ...');
print(
  startReport([
    { assumed: 'I₀ fitted', fit: best },
    { assumed: 'one boy the day before', fit: fitFromOneBoy(outbreak) },
    { assumed: 'three boys on day 0', fit: fitFromFirstCount(outbreak) },
  ]),
);

progress('Differentiating the outcomes, exactly and by differences ...');
print(sensitivityReport(sensitivities(best.named)));
print(jacobianReport(checkJacobian(best.named, last)));

progress('Fitting with compiled programs ...');
const eager = timedFit('eager', outbreak, () => eagerCurve(last));
const compiled = [timedFit('one step compiled', outbreak, () => compiledStep(last), eager)];
if (process.argv.includes('--whole')) {
  compiled.push(timedFit('whole curve compiled', outbreak, () => compiledCurve(last), eager));
}
print(speedReport(eager, compiled));

progress('Drawing ...');
const file = join(packageRoot, 'out', 'influenza.svg');
mkdirSync(join(packageRoot, 'out'), { recursive: true });
writeFileSync(file, await chart(outbreak, best));
print(`Figure: ${relative(process.cwd(), file)}`);
