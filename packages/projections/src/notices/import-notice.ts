import {
  type AuthorityKey,
  correlationKey,
  type EpochDay,
  england,
  type Recorded,
} from '@monitoring-timeline/core';
import { type Notice, noticeOf } from './notice.ts';

/** True for a claim that came in by an import: what it changed is told when the import has ended. */
export function isImported({ event }: Recorded): boolean {
  return event.metadata?.[correlationKey] !== undefined;
}

/** True for the event that ends an import. */
export function endsImport({ event }: Recorded): boolean {
  return event.type === 'ImportRun';
}

/** The one notice of an import: how much came in, of whom, and how many notices it gave rise to; none where nothing came. */
export function importNotice(
  { event, position }: Recorded,
  day: EpochDay,
  authorities: readonly AuthorityKey[],
  told: readonly Notice[],
): readonly Notice[] {
  const { appended, corrected, alreadyKnown, quarantined, files } = event.data as {
    readonly appended: number;
    readonly corrected: number;
    readonly alreadyKnown: number;
    readonly quarantined: number;
    readonly files: readonly unknown[];
  };
  if (appended + corrected + quarantined === 0) return [];
  const kinds = Object.fromEntries(
    [...Map.groupBy(told, ({ kind }) => kind)].map(([kind, some]) => [kind, some.length]),
  );
  return [
    noticeOf({
      kind: 'ImportEnded',
      authority: england,
      day,
      position,
      subject: {
        files: files.length,
        appended,
        corrected,
        alreadyKnown,
        quarantined,
        authorities: [...authorities].sort(),
        told: kinds,
      },
      because: [event.id],
      cause: event.id,
    }),
  ];
}
