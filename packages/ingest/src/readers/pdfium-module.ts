import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

declare global {
  /** As much of the interface as is used here; the types of Node leave it out. */
  namespace WebAssembly {
    interface Memory {
      readonly buffer: ArrayBuffer;
      /** By so many pages of 64 KiB. @throws RangeError */
      grow(pages: number): number;
    }
    interface Module {
      readonly [module: symbol]: never;
    }
    interface Instance {
      readonly exports: Readonly<Record<string, unknown>>;
    }
    type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    class RuntimeError extends Error {}
    function compile(bytes: Uint8Array): Promise<Module>;
    function instantiate(module: Module, imports: Imports): Promise<Instance>;
  }
}

let compiled: Promise<WebAssembly.Module> | undefined;

async function compile(): Promise<WebAssembly.Module> {
  const bytes = await readFile(
    createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'),
  );
  const module = await WebAssembly.compile(bytes);
  // what was compiled has a copy of its own; this one would lie here until memory is short
  bytes.buffer.transfer(0);
  return module;
}

/** PDFium as it is compiled, once for this thread and for every one that it is handed to: no other holds a copy of it. */
export function pdfiumModule(): Promise<WebAssembly.Module> {
  compiled ??= compile();
  return compiled;
}

/** Takes what another thread compiled instead of compiling it again. */
export function takePdfiumModule(module: WebAssembly.Module): void {
  compiled ??= Promise.resolve(module);
}
