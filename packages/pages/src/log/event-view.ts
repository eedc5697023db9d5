import { factAddress } from '../links/facts.ts';
import type { Shown } from '../page/page.ts';
import type { EventShown } from '../visit/log.ts';
import { counted } from '../words/texts.ts';
import { eventAddress, eventRow } from './events-shown.ts';

/** One event as it is kept, whole. */
export function eventView(event: EventShown): Shown {
  const { recorded, previousHash, agrees, previous, next, about, after } = event;
  const { stream, revision, position, contentHash, chainHash } = recorded;
  const { id, type, version, authority } = recorded.event;
  const row = eventRow(event);
  const neighbour = (at: number | null) => (at === null ? undefined : eventAddress(stream, at));
  return {
    title: `${type} ${revision} of ${stream}`,
    model: {
      says: row.says,
      previous: neighbour(previous),
      next: neighbour(next),
      streamHref: row.streamHref,
      authorityHref:
        typeof authority === 'string' && authority !== 'england'
          ? `/authorities/${authority}`
          : undefined,
      facts: [
        ['Id', id],
        ['Type', `${type}, version ${version}`],
        ['Stream', stream],
        ['Revision', String(revision)],
        ['Position in the log', position],
        ['Recorded (UTC)', row.recorded],
        ['Content hash', contentHash],
        [
          'Hash of the event before it',
          previousHash === '' ? 'none: it is the first of its stream' : previousHash,
        ],
        ['Chain hash', chainHash],
      ],
      agrees,
      repair: event.says === '' ? undefined : factAddress(id, String(authority)),
      about: about.map(eventRow),
      after: after.map(eventRow),
      import:
        event.import === null
          ? undefined
          : {
              id: event.import.id,
              text: `${counted(event.import.events, 'event')} of the same import`,
              href: `/log?import=${encodeURIComponent(event.import.id)}`,
              run: `/log?event=${encodeURIComponent(event.import.id)}`,
            },
      json: JSON.stringify(recorded.event, null, 2),
    },
  };
}
