import { type Zippable, zipSync } from 'fflate';

/** An archive keeps local time, without a zone. */
const made = new Date(2026, 0, 1);

/** Parts as a ZIP archive, the same bytes whenever and wherever it is made. */
export function archiveOf(parts: Zippable): Uint8Array {
  return zipSync(parts, { mtime: made });
}
