import { brotliDecompressSync, inflateSync } from 'node:zlib';

/** Bytes that one stream of a file may hold once unpacked; what holds more is left to the reader of the file, which unpacks as it goes. */
const mostBytes = 64 * 1024 * 1024;

/** Bytes that are unpacked in one go; many small pieces cost more in joining than in unpacking. */
const piece = 64 * 1024;

type Unpack = (bytes: Uint8Array) => Uint8Array;

const ways: Readonly<Record<string, Unpack>> = {
  deflate: (bytes) => inflateSync(bytes, { chunkSize: piece, maxOutputLength: mostBytes }),
  brotli: (bytes) => brotliDecompressSync(bytes, { chunkSize: piece, maxOutputLength: mostBytes }),
};

/** A stream that unpacks all that was written to it at its first write. */
class UnpackingAtOnce {
  readonly readable: AsyncIterable<Uint8Array>;
  readonly writable: { getWriter(): unknown };

  constructor(unpack: Unpack) {
    const unpacked = Promise.withResolvers<Uint8Array>();
    // a failure is told to whoever reads
    unpacked.promise.catch(() => undefined);
    this.readable = (async function* () {
      yield await unpacked.promise;
    })();
    const writer = {
      ready: Promise.resolve(),
      async write(bytes: Uint8Array): Promise<void> {
        try {
          unpacked.resolve(unpack(bytes));
        } catch (error) {
          unpacked.reject(error);
        }
      },
      async close(): Promise<void> {},
    };
    this.writable = { getWriter: () => writer };
  }
}

/**
 * Has this thread unpack the streams of a PDF where it stands. pdf.js unpacks each through the streams of the web, which in Node pass
 * every one of them to other threads and back; for the short streams of a PDF that costs more than the unpacking. Only for a
 * thread that does nothing but read documents, as it changes what the whole thread means by `DecompressionStream`.
 */
export function unpackInThisThread(): void {
  globalThis.DecompressionStream = new Proxy(globalThis.DecompressionStream, {
    construct(usual, [format]: [string]) {
      const unpack = ways[format];
      return unpack ? new UnpackingAtOnce(unpack) : Reflect.construct(usual, [format]);
    },
  });
}
