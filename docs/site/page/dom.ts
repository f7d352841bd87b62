/** What the panels share. */

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as T;
}

/** With a minus of the width of a digit. */
export function shown(x: number, digits: number = 6): string {
  if (!Number.isFinite(x)) return String(x).replace('-', '−');
  const size = Math.abs(x);
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e7) ? x.toExponential(digits - 1) : String(Number(x.toPrecision(digits)));
  return text.replace(/-/g, '−');
}

export function cells(rows: readonly (readonly string[])[], head: readonly string[]): string {
  const row = (list: readonly string[], tag: string): string =>
    `<tr>${list.map((cell) => (cell === '' ? '<td></td>' : `<${tag}>${escaped(cell)}</${tag}>`)).join('')}</tr>`;
  return `<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((list) => row(list, 'td')).join('')}</tbody></table>`;
}

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Runs at most once a frame, with what was asked for last. */
export function oncePerFrame<A extends unknown[]>(run: (...args: A) => void): (...args: A) => void {
  let waiting: A | undefined;
  return (...args) => {
    if (waiting === undefined) {
      requestAnimationFrame(() => {
        const last = waiting as A;
        waiting = undefined;
        run(...last);
      });
    }
    waiting = args;
  };
}
