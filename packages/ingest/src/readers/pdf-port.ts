import { getResolvedPDFJS } from 'unpdf';
import type { PDFWorker } from 'unpdf/pdfjs';

/** A message between the two halves of pdf.js; `stream` is set for a part of a stream, such as some runs of a page. */
interface Message {
  readonly stream?: number;
  readonly chunk?: unknown;
}

type Hearing = (event: { readonly data: unknown }) => void;

/**
 * What is handed over for a message. pdf.js copies each of them in full, as its halves mostly live in two threads. Here they share
 * one, and the runs of a page, which are most of what is said, are made for the one message; only their list is used again.
 */
function handed(message: Message, transfer: readonly ArrayBuffer[] | undefined): unknown {
  if (message.stream === undefined || transfer) {
    return structuredClone(message, transfer ? { transfer: [...transfer] } : undefined);
  }
  const { chunk } = message;
  return typeof chunk === 'object' && chunk !== null
    ? { ...message, chunk: { ...chunk } }
    : message;
}

/** The port by which the two halves of pdf.js speak within one thread: each hears everything, and leaves what is not for it. */
class PdfPort {
  readonly #hearing = new Map<Hearing, AbortSignal | undefined>();
  readonly #turn = Promise.resolve();

  postMessage(message: Message, transfer?: readonly ArrayBuffer[]): void {
    const event = { data: handed(message, transfer) };
    void this.#turn.then(() => {
      for (const hearing of this.#hearing.keys()) hearing.call(this, event);
    });
  }

  addEventListener(_type: string, hearing: Hearing, options?: { signal?: AbortSignal }): void {
    const { signal } = options ?? {};
    if (signal?.aborted) return;
    this.#hearing.set(hearing, signal);
    signal?.addEventListener('abort', () => this.#hearing.delete(hearing));
  }

  removeEventListener(_type: string, hearing: Hearing): void {
    this.#hearing.delete(hearing);
  }

  terminate(): void {
    this.#hearing.clear();
  }
}

/** The half of pdf.js that takes files apart, which its bundle names for whoever gives it a port. */
interface TakingApart {
  readonly pdfjsWorker: {
    readonly WorkerMessageHandler: { initializeFromPort(port: PdfPort): void };
  };
}

/** A reader of one PDF within this thread. Its owner destroys it. */
export async function pdfReader(): Promise<PDFWorker> {
  const { PDFWorker: Reader } = await getResolvedPDFJS();
  const port = new PdfPort();
  const reader = Reader.create({ port: port as never, verbosity: 0 });
  const { pdfjsWorker } = globalThis as unknown as TakingApart;
  pdfjsWorker.WorkerMessageHandler.initializeFromPort(port);
  return reader;
}
