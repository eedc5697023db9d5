import type { Told } from '@monitoring-timeline/projections';
import { toldWords } from '@monitoring-timeline/projections/views';

type Lasting = { readonly [K in keyof Told]: K extends 'state' ? Told['state'] | null : Told[K] };

/** What may be said on the day of a thing that lasts, in the words that every surface has for it. */
export function toldText(told: Lasting, begun: string | null): string {
  return toldWords(told, { begun });
}
