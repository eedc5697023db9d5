import type { DocumentStore } from '@monitoring-timeline/core/documents';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

export interface DocumentFixture {
  /** A store that takes documents of up to `maxBytes`, or of its own limit. */
  open(options?: { maxBytes: number }): DocumentStore;
  dispose(): Promise<void>;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const nowhere = '0'.repeat(64);

/** What every engine of the document-store port promises. */
export function documentStoreContract(
  name: string,
  makeFixture: () => Promise<DocumentFixture>,
): void {
  describe(`the document store on ${name}`, () => {
    let fixture: DocumentFixture;
    beforeEach(async () => {
      fixture = await makeFixture();
    });
    afterEach(() => fixture.dispose());

    it('names a document by its SHA-256', async () => {
      expect(await fixture.open().put(bytesOf('abc'))).toBe(
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      );
    });

    it('gives any bytes back as they were', async () => {
      const store = fixture.open();
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
          const found = await store.get(await store.put(bytes));
          expect(Buffer.compare(found, bytes)).toBe(0);
        }),
        { numRuns: 20 },
      );
    });

    it('knows what it holds', async () => {
      const store = fixture.open();
      const id = await store.put(bytesOf('a report'));
      expect(await store.has(id)).toBe(true);
      expect(await store.has(nowhere)).toBe(false);
    });

    it('removes what it is told to, once and for every reader', async () => {
      const store = fixture.open();
      const [id, other] = [await store.put(bytesOf('a letter')), await store.put(bytesOf('a'))];
      expect(await store.remove(id)).toBe(true);
      expect(await store.remove(id)).toBe(false);
      expect([await store.has(id), await store.has(other)]).toEqual([false, true]);
      expect(await store.put(bytesOf('a letter'))).toBe(id);
      await expect(store.remove('../a')).rejects.toMatchObject({ code: 'InvalidDocumentId' });
    });

    it('keeps the same bytes once, also from many writers at the same time', async () => {
      const bytes = bytesOf('x'.repeat(100_000));
      const ids = await Promise.all(
        Array.from({ length: 8 }, (_, n) => fixture.open({ maxBytes: 200_000 + n }).put(bytes)),
      );
      expect(new Set(ids).size).toBe(1);
      expect(await fixture.open().put(bytes)).toBe(ids[0]);
    });

    it('keeps its own copy of the bytes', async () => {
      const store = fixture.open();
      const bytes = bytesOf('as it was');
      const id = await store.put(bytes);
      bytes.fill(0);
      (await store.get(id)).fill(0);
      expect(new TextDecoder().decode(await store.get(id))).toBe('as it was');
    });

    it('says so where it does not have a document', async () => {
      await expect(fixture.open().get(nowhere)).rejects.toMatchObject({ code: 'DocumentNotFound' });
    });

    it('refuses a document above its limit, and takes one just within', async () => {
      const store = fixture.open({ maxBytes: 10 });
      await expect(store.put(bytesOf('12345678901'))).rejects.toMatchObject({
        code: 'DocumentTooLarge',
        details: { bytes: 11, maxBytes: 10 },
      });
      const id = await store.put(bytesOf('1234567890'));
      expect(await store.has(id)).toBe(true);
    });

    it.each(['', 'abc', '../../etc/passwd', nowhere.toUpperCase().replaceAll('0', 'A')])(
      'refuses the name %j, which no document has',
      async (id) => {
        await expect(fixture.open().get(id)).rejects.toMatchObject({ code: 'InvalidDocumentId' });
        await expect(fixture.open().has(id)).rejects.toMatchObject({ code: 'InvalidDocumentId' });
      },
    );
  });
}
