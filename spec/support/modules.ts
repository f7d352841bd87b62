/** The modules of WebAssembly that are made. */

interface Api {
  Module: new (bytes: Uint8Array) => object;
}

export const wasm: Api = (globalThis as unknown as { WebAssembly: Api }).WebAssembly;

/** The lengths of the modules that are compiled while something runs. */
export function lengthsWhile(run: () => void): number[] {
  const { Module } = wasm;
  const lengths: number[] = [];
  wasm.Module = class extends Module {
    constructor(bytes: Uint8Array) {
      super(bytes);
      lengths.push(bytes.length);
    }
  };
  try {
    run();
  } finally {
    wasm.Module = Module;
  }
  return lengths;
}
