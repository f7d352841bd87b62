/** `npm run build`: what tsc wrote, made into the package. */
import { buildPackage } from './package.js';
import { writeSelf } from './self.js';

writeSelf();
if (process.argv[2] !== 'self') await buildPackage();
