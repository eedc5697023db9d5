import type { Directory } from '@monitoring-timeline/core';

/** The name of an authority by its key; the key where nothing is known of it. */
export function nameIn(directory: Directory, key: string | null): string {
  return key === null ? '' : directory.nameOf(key);
}
