/** Source maps in the code itself, for Node. */
import remapping from '@jridgewell/remapping';
import type { SourceMap } from './output.js';

const COMMENT = /\/\/[#@] ?sourceMappingURL=data:application\/json[^,]*;base64,([\w+/=]+)\s*$/;

/** The comment that holds the map; with a map inside the source, the one through both. */
export function inlineMap(map: SourceMap | undefined, file: string, source = ''): string {
  if (map === undefined) return '';
  const mine = { ...map, sources: [file] };
  const inside = COMMENT.exec(source);
  const whole =
    inside === null
      ? mine
      : remapping([mine as never, JSON.parse(Buffer.from(inside[1] as string, 'base64').toString('utf8'))], () => null);
  const text = Buffer.from(JSON.stringify(whole)).toString('base64');
  return `\n//# sourceMappingURL=data:application/json;base64,${text}\n`;
}
