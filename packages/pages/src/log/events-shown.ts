import type { LoggedEvent } from '../visit/log.ts';

/** An event as a row of a list. */
export interface EventRow {
  readonly href: string;
  readonly stream: string;
  readonly streamHref: string;
  readonly revision: number;
  readonly type: string;
  readonly says: string;
  /** UTC, as it is kept. */
  readonly recorded: string;
}

/** Where one event of the log is shown. */
export function eventAddress(stream: string, revision: number): string {
  return `/log/${encodeURIComponent(stream)}/${revision}`;
}

export function eventRow({
  recorded: { event, stream, revision, recorded },
  says,
}: LoggedEvent): EventRow {
  return {
    href: eventAddress(stream, revision),
    stream,
    streamHref: `/log?stream=${encodeURIComponent(stream)}`,
    revision,
    type: event.type,
    says: says === '' ? saidBySystem(event) : says,
    recorded: recorded.replace('T', ' ').replace('Z', ''),
  };
}

/** What the system or its users did, in a line: who, and what of. */
function saidBySystem(event: LoggedEvent['recorded']['event']): string {
  const { name } = (event.actor ?? {}) as { readonly name?: string };
  const { change, decision, message, kind } = event.data as Readonly<Record<string, unknown>>;
  const what = [change, decision, kind, message].find((one) => typeof one === 'string');
  return [what, name === undefined ? undefined : `by ${name}`].filter(Boolean).join(', ');
}
