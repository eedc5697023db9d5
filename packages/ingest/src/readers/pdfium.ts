import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type Functions, init } from '@embedpdf/pdfium';
import { pdfiumModule } from './pdfium-module.ts';
import { Refused } from './refused.ts';

/** The functions of PDFium as WebAssembly exports them: pointers, numbers and truth values (0 or 1) are numbers. */
type Calls = Readonly<Record<keyof Functions, (...given: number[]) => number>>;

interface Exports extends Calls {
  readonly memory: WebAssembly.Memory;
  malloc(bytes: number): number;
  free(pointer: number): void;
}

/** What Emscripten asks for to make an instance, as far as it is used here. */
interface Making {
  instantiateWasm(imports: WebAssembly.Imports, made: (of: WebAssembly.Instance) => void): object;
  print(): void;
  printErr(): void;
}

/** One instance of PDFium: a memory of its own, which nothing outside shares and which dies without the process. */
export interface Pdfium {
  readonly call: Calls;
  /** Its memory as it is now: taken again after each call that may let it grow. */
  view(): DataView<ArrayBuffer>;
  /** A place of so many bytes for as long as the work takes. @throws Refused `too_much_memory` */
  lent<T>(bytes: number, work: (pointer: number) => T): T;
}

/** A document that PDFium holds open. */
export interface OpenPdf {
  readonly pdfium: Pdfium;
  readonly document: number;
}

const megabyte = 1024 * 1024;
/** What WebAssembly grows by, in bytes. */
const wasmPage = 65_536;

/** Memory of an instance after a document, in megabytes, from which another takes its place: it never shrinks. */
const keptMegabytes = 64;

interface Instance extends Pdfium {
  readonly memory: WebAssembly.Memory;
  /** True once more memory was asked for than it may have. */
  readonly exhausted: () => boolean;
}

async function start(megabytes: number): Promise<Instance> {
  const module = await pdfiumModule();
  let exports: Exports | undefined;
  let exhausted = false;
  /** Made anew where the memory grew: to ask it for its buffer costs more than to read from that. */
  let view: DataView<ArrayBuffer> | undefined;
  const making: Making = {
    instantiateWasm(imports, made) {
      WebAssembly.instantiate(module, imports).then((instance) => {
        exports = instance.exports as unknown as Exports;
        const { memory } = exports;
        const grow = memory.grow.bind(memory);
        memory.grow = (pages) => {
          if (memory.buffer.byteLength + pages * wasmPage > megabytes * megabyte) {
            exhausted = true;
            throw new RangeError(`PDFium may have ${megabytes} MB.`);
          }
          const before = grow(pages);
          view = new DataView(memory.buffer);
          return before;
        };
        made(instance);
      });
      return {};
    },
    // what it writes about a bad file must not mix with an answer
    print() {},
    printErr() {},
  };
  await init(making as object);
  const call = exports as unknown as Exports;
  call.PDFiumExt_Init();
  return {
    call,
    memory: call.memory,
    exhausted: () => exhausted,
    view() {
      view ??= new DataView(call.memory.buffer);
      return view;
    },
    lent(bytes, work) {
      const pointer = call.malloc(bytes);
      if (pointer === 0) throw tooMuchMemory(megabytes);
      return thenCleared(
        () => work(pointer),
        () => call.free(pointer),
      );
    },
  };
}

function tooMuchMemory(megabytes: number): Refused {
  return new Refused(
    'too_much_memory',
    `The PDF needs more than ${megabytes} MB to be read, so it was left. It may be made to exhaust its reader.`,
  );
}

/** The instance of this thread, and the limit that it was made with. */
let current: { readonly megabytes: number; readonly instance: Promise<Instance> } | undefined;
let spent = false;

/**
 * Whether PDFium failed in this thread, or grew. The next document has another instance; but the memory of this one goes only when it is
 * collected, so whoever began the thread does best to end it.
 */
export function pdfiumSpent(): boolean {
  return spent;
}

function instanceOf(megabytes: number): Promise<Instance> {
  if (current?.megabytes !== megabytes) current = { megabytes, instance: start(megabytes) };
  return current.instance;
}

const errors: Readonly<Record<number, readonly [reason: string, message: string]>> = {
  4: ['encrypted', 'The PDF is locked with a password. Give a copy that opens without one.'],
  5: [
    'encrypted',
    'The PDF is locked in a way that cannot be opened. Give a copy that opens without a password.',
  ],
};

function refusal(error: number): Refused {
  const [reason, message] = errors[error] ?? [
    'damaged_pdf',
    'The PDF is damaged and cannot be opened. Fetch it again.',
  ];
  return new Refused(reason, message);
}

/**
 * Opens a PDF file in an instance of PDFium that may hold so many megabytes, and closes it when the work is done. An instance that failed,
 * or grew, is not used again.
 * @throws Refused where the PDF cannot be opened, or makes PDFium fail
 */
export async function withPdf<T>(
  path: string,
  megabytes: number,
  work: (pdf: OpenPdf) => T,
): Promise<T> {
  const instance = await instanceOf(megabytes);
  let sound = false;
  try {
    const result = opened(instance, path, work);
    sound = true;
    return result;
  } catch (error) {
    sound = error instanceof Refused && !instance.exhausted();
    if (instance.exhausted()) throw tooMuchMemory(megabytes);
    if (error instanceof WebAssembly.RuntimeError) {
      throw new Refused(
        'damaged_pdf',
        `The PDF is damaged: reading it failed (${error.message.slice(0, 200)}). Fetch it again.`,
      );
    }
    throw error;
  } finally {
    if (!sound || instance.memory.buffer.byteLength > keptMegabytes * megabyte) {
      spent = true;
      current = undefined;
    }
  }
}

function opened<T>(pdfium: Pdfium, path: string, work: (pdf: OpenPdf) => T): T {
  const { call } = pdfium;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    return pdfium.lent(Math.max(1, size), (pointer) => {
      const length = readInto(pdfium, pointer, file, size);
      const document = call.FPDF_LoadMemDocument(pointer, length, 0);
      if (document === 0) throw refusal(call.FPDF_GetLastError());
      return thenCleared(
        () => work({ pdfium, document }),
        () => call.FPDF_CloseDocument(document),
      );
    });
  } finally {
    closeSync(file);
  }
}

/** Reads a file into the memory of PDFium itself: a copy of it beside that would have to be collected. How many bytes it holds. */
function readInto(pdfium: Pdfium, pointer: number, file: number, size: number): number {
  const place = new Uint8Array(pdfium.view().buffer, pointer, size);
  let length = 0;
  while (length < size) {
    const read = readSync(file, place, length, size - length, null);
    if (read === 0) break;
    length += read;
  }
  return length;
}

/** Does a work and clears up after it, but where PDFium itself failed: then nothing in its memory can be relied on. */
export function thenCleared<T>(work: () => T, clear: () => unknown): T {
  let result: T;
  try {
    result = work();
  } catch (error) {
    if (error instanceof Refused) clear();
    throw error;
  }
  clear();
  return result;
}
