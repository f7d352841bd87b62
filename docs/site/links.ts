/** Links of a built site: every one within it has to lead somewhere, to a file and to a place in it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** A line for each link that leads nowhere. */
export function brokenLinks(folder: string): string[] {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
  const ids = new Map<string, ReadonlySet<string>>();
  const idsOf = (file: string): ReadonlySet<string> => {
    const known =
      ids.get(file) ??
      new Set([...readFileSync(file, 'utf8').matchAll(/\s(?:id|name)="([^"]+)"/g)].map(([, id]) => unescaped(id)));
    ids.set(file, known);
    return known;
  };
  return pages.flatMap((page) => {
    const file = join(folder, page);
    const text = readFileSync(file, 'utf8');
    const links = [...text.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link]) => unescaped(link));
    return links.flatMap((link) => {
      if (/^(https?:|mailto:|data:|javascript:)/.test(link)) return [];
      const [path, hash] = link.split('#');
      const target = path === '' ? file : resolve(dirname(file), decodeURIComponent(path.split('?')[0]));
      const place = existsSync(target) && statSync(target).isDirectory() ? join(target, 'index.html') : target;
      if (!existsSync(place)) return [`${page}: ${link} leads to no file (${relative(folder, place)})`];
      if (hash && place.endsWith('.html') && !idsOf(place).has(decodeURIComponent(hash)))
        return [`${page}: ${link} leads to no place`];
      return [];
    });
  });
}

function unescaped(text: string): string {
  return text
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>');
}
