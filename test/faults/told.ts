/** What an import that tells of itself says, in the order in which things happen. */
export type Told =
  | { readonly kind: 'begins'; readonly ids: readonly string[] }
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'done'; readonly quarantined: number };

export interface Batch {
  readonly ids: readonly string[];
  readonly acknowledged: boolean;
}

/** The batches that were told of; the last may have been told of and never acknowledged. */
export function batchesOf(told: readonly Told[]): readonly Batch[] {
  const batches: Batch[] = [];
  for (const message of told) {
    if (message.kind === 'begins') batches.push({ ids: message.ids, acknowledged: false });
    if (message.kind === 'acknowledged') {
      batches.push({ ids: batches.pop()?.ids ?? [], acknowledged: true });
    }
  }
  return batches;
}
