import {
  checkLogged,
  type EventEnvelope,
  type EventStore,
  eventType,
  positionWritten,
} from '@monitoring-timeline/core';
import { statePath } from '../compose/open-state.ts';
import { localPath, type StoreAddress } from '../compose/store-address.ts';
import type { Finding, KeptPart, OtherVersion, StoreIs } from '../output/doctor.ts';

type Versioned = Pick<EventEnvelope, 'type' | 'version'>;

/** The version that an event is read as; null where this program knows no way to read it. */
function readAsOf({ type, version }: Versioned): number | null {
  const known = eventType(type);
  if (known === undefined) return null;
  const isHeld = known.version === version || known.earlier?.some((one) => one.version === version);
  return isHeld ? known.version : null;
}

/** Checks an event of a log against the catalogue where that has it: what a later program wrote may be sound. @throws InvalidEvent */
export function validIfKnown(event: unknown): EventEnvelope {
  const given = event as EventEnvelope;
  return readAsOf(given) === null ? given : checkLogged(given);
}

/** Counts the events of a log that are not in the present version of their type. */
export class VersionCount {
  readonly #counted = new Map<string, OtherVersion>();

  add({ type, version }: Versioned): void {
    const readAs = readAsOf({ type, version });
    if (readAs === version) return;
    const key = `${type} ${version}`;
    const { events } = this.#counted.get(key) ?? { events: 0 };
    this.#counted.set(key, { type, version, readAs, events: events + 1 });
  }

  /** By type and version; `readAs` is null where this program knows no way to read them. */
  get others(): readonly OtherVersion[] {
    return [...this.#counted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  }
}

/** What a store is: its log, the versions of its events, and what is kept beside it in which form. */
export async function whatItIs(
  store: EventStore & { recordedTo?(): Promise<string> },
  address: StoreAddress,
  others: readonly OtherVersion[],
): Promise<StoreIs> {
  const { events, streams } = await store.head();
  return {
    engine: address.engine,
    id: store.id,
    events,
    streams,
    recorded: (await store.recordedTo?.()) || null,
    others,
    kept: await keptBeside(address),
  };
}

async function keptBeside(address: StoreAddress): Promise<readonly KeptPart[]> {
  if (address.engine === 'memory') return [];
  const { stateHeadersIn } = await import('@monitoring-timeline/core/state');
  const { isWorkedOut } = await import('@monitoring-timeline/projections/reader');
  const { presentForm } = await import('@monitoring-timeline/projections');
  return [...stateHeadersIn(statePath(localPath(address)))].map(
    ([part, { version, checkpoint }]) => ({
      part,
      form: version,
      present: presentForm(part) ?? version,
      workedOut: isWorkedOut(part),
      upTo: isWorkedOut(part) ? positionWritten(checkpoint) : null,
    }),
  );
}

/** What this program cannot read: it was written by a later one. */
export function beyondThisProgram({ others, kept }: StoreIs): readonly Finding[] {
  return [
    ...others
      .filter(({ readAs }) => readAs === null)
      .map(
        ({ type, version, events }): Finding => ({
          about: 'event',
          finding: `The log holds ${events} of ${type} version ${version}, which this program does not know.`,
          advice:
            'Nothing is wrong with the log: take the version of the program that wrote it. A question that meets such an event ends there; `timeline lag` says where.',
        }),
      ),
    ...kept
      .filter(({ form, present }) => Number(form) > Number(present))
      .map(
        ({ part, form, present }): Finding => ({
          about: 'state',
          finding: `What is kept beside the log as "${part}" has form ${form}; this program writes form ${present}.`,
          advice: 'Take the version of the program that wrote it before anything is written there.',
        }),
      ),
  ];
}
