/** The guides: Markdown in docs/guides, in this order, made into pages. */
import MarkdownIt from 'markdown-it';

export const GUIDES: readonly string[] = [
  'first-derivative',
  'ordinary-code',
  'sensitivity',
  'forward-or-reverse',
  'compile',
  'sparse',
  'solutions',
  'singular-points',
  'nesting',
  'custom-functions',
  'limitations',
  'coming-from',
];

const markdown: MarkdownIt = new MarkdownIt({
  html: true,
  linkify: false,
  highlight: (code, language) => coloured(code, language),
});

// Headings can be linked to.
markdown.renderer.rules.heading_open = (tokens, i, options, _env, self) => {
  tokens[i].attrSet('id', slugOf(tokens[i + 1].content));
  return self.renderToken(tokens, i, options);
};
markdown.renderer.rules.table_open = () => '<div class="wide" tabindex="0"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';

/** As hosts of repositories make them. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

export function titleOf(text: string): string {
  return (/^# (.+)$/m.exec(text)?.[1] ?? 'hyperdual').replace(/`/g, '');
}

/** @param link - what an address becomes. */
export function rendered(text: string, link: (address: string) => string): string {
  const tokens = markdown.parse(text, {});
  for (const token of tokens.flatMap((t) => [t, ...(t.children ?? [])])) {
    for (const name of ['href', 'src']) {
      const address = token.attrGet(name);
      if (address !== null) token.attrSet(name, link(address));
    }
  }
  // What is wider than a phone is scrolled, by the keyboard too; a corner that heads nothing is no head.
  return markdown.renderer
    .render(tokens, markdown.options, {})
    .replace(/<pre>/g, '<pre tabindex="0">')
    .replace(/<th( [^>]*)?><\/th>/g, '<td></td>');
}

const KEYWORDS =
  'as async await break case class const continue default else export extends for from function if import in instanceof interface let new of return switch throw true try type typeof false null undefined while readonly';

/** Comments, strings, words and numbers: enough for examples. */
export function coloured(code: string, language: string): string {
  const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  if (!/^(js|ts|javascript|typescript|mjs)$/.test(language)) return escaped(code);
  const parts =
    /(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|('[^'\n]*'|`[^`]*`|"[^"\n]*")|\b(\d[\d._]*(?:e-?\d+)?)\b|\b([A-Za-z_$][\w$]*)\b/g;
  let out = '';
  let at = 0;
  for (const match of code.matchAll(parts)) {
    const [text, comment, string, number, word] = match;
    out += escaped(code.slice(at, match.index));
    at = match.index + text.length;
    const kind =
      comment !== undefined
        ? 'c'
        : string !== undefined
          ? 's'
          : number !== undefined
            ? 'n'
            : KEYWORDS.split(' ').includes(word)
              ? 'k'
              : undefined;
    out += kind === undefined ? escaped(text) : `<span class="${kind}">${escaped(text)}</span>`;
  }
  return out + escaped(code.slice(at));
}
