/** What all pages of the site have: head, navigation, foot. */

export interface Page {
  readonly title: string;
  readonly body: string;
  /** Steps up to the root of the site: '' or '../'. */
  readonly up: string;
  /** The address from the root, for the navigation. */
  readonly here: string;
  readonly script?: string;
}

const LINKS: readonly (readonly [address: string, title: string])[] = [
  ['think.html', 'See it think'],
  ['guides/index.html', 'Guides'],
  ['api/index.html', 'Reference'],
  ['docs/accuracy.html', 'Accuracy'],
  ['docs/speed.html', 'Speed'],
];

export function html({ title, body, up, here, script }: Page): string {
  const links = LINKS.map(
    ([address, text]) =>
      `<a href="${up}${address}"${address === here || (here.startsWith('guides/') && address.startsWith('guides/')) ? ' aria-current="page"' : ''}>${text}</a>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === 'hyperdual' ? 'hyperdual: exact derivatives in JavaScript' : `${title} · hyperdual`}</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${up}style.css">
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header><nav aria-label="site"><a class="name" href="${up}index.html">hyperdual</a>${links.join('')}</nav></header>
<main id="main">
${body}
</main>
${script === undefined ? '' : `<script type="module" src="${script}"></script>\n`}</body>
</html>
`;
}
