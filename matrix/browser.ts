/** The probe in headless Chromium: plain modules from a server, an import map, no build step. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { entriesOf, OUTPUT } from '../build/entries.js';

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', html: 'text/html', map: 'application/json' };

/** @returns what the probe prints. @param policy - a content security policy for the page. */
export async function inChromium(chromium: string, root: string, probe: string, policy?: string): Promise<string> {
  const imports = Object.fromEntries(
    entriesOf(root).map(({ specifier, name }) => [specifier, `/node_modules/hyperdual/${OUTPUT}/${name}.js`]),
  );
  const page =
    `<script type="importmap" nonce="page">${JSON.stringify({ imports })}</script>` +
    `<script type="module" nonce="page">console.log = (line) => { document.body.textContent = line; };` +
    `await import('/probe.js').catch((error) => { document.body.textContent = String(error); });</script><body></body>`;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const headers: Record<string, string> = { 'content-type': TYPES[path.split('.').pop() ?? ''] ?? 'text/html' };
    if (policy !== undefined) headers['content-security-policy'] = policy;
    const file = join(probe, path);
    if (path === '/') response.writeHead(200, headers).end(page);
    else if (existsSync(file)) response.writeHead(200, headers).end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  try {
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`];
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const dump = ['--virtual-time-budget=20000', '--dump-dom', address];
    const { stdout } = await promisify(execFile)(chromium, [...flags, ...dump], { timeout: 120_000 });
    return /<body>([\s\S]*?)<\/body>/.exec(stdout)?.[1]?.trim() ?? stdout;
  } finally {
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
