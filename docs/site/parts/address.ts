/** The state of the page in its address, so that it can be shared: what stands behind #, in base64 that addresses take. */
import { isPoint, type Point } from './point.js';

export interface Shared {
  readonly code: string;
  /** The point, where it was dragged from that of the code. */
  readonly at?: Point;
}

export function addressOf(shared: Shared): string {
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `#code=${btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`;
}

/** Undefined for an address that holds none, or was cut off on its way. */
export function sharedIn(hash: string): Shared | undefined {
  const encoded = /^#code=([\w-]+)$/.exec(hash)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const text = atob(encoded.replace(/-/g, '+').replace(/_/g, '/'));
    const shared = JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (c) => c.charCodeAt(0)))) as Shared;
    if (typeof shared?.code !== 'string') return undefined;
    return isPoint(shared.at) ? { code: shared.code, at: shared.at } : { code: shared.code };
  } catch {
    return undefined;
  }
}
