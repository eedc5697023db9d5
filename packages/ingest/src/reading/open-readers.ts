import { defaultPdfLimits } from '../readers/pdf-limits.ts';
import type { ReaderPool } from './pool.ts';

/** So many readers in threads, with the limits that are usual; whoever asks for none does not load them. */
export async function openReaders(size: number): Promise<ReaderPool> {
  const { createReaderPool } = await import('./pool.ts');
  return createReaderPool(defaultPdfLimits, size);
}
