import type { EventLog, LogRecord } from './log.ts';
import { eventMessage, type ReadResp } from './messages.ts';

/** The type of an event that points at another: its data is `revision@stream`. */
export const LINK_TYPE = '$>';

/** What a link points at; `gone` where a reader of that stream would not see it. Nothing for other events. */
export function resolveLink(log: EventLog, record: LogRecord): LogRecord | 'gone' | undefined {
  if (record.type !== LINK_TYPE) return undefined;
  const text = new TextDecoder().decode(record.data);
  const at = text.indexOf('@');
  const stream = text.slice(at + 1);
  const revision = Number(text.slice(0, at));
  if (at < 0 || log.isTombstoned(stream) || revision < log.firstVisible(stream)) return 'gone';
  return log.at(stream, revision) ?? 'gone';
}

/** A record as a reader gets it: with what it points at, where that was asked for. */
export function readMessage(log: EventLog, record: LogRecord, resolve: boolean): ReadResp {
  return eventMessage(record, resolve ? resolveLink(log, record) : undefined);
}

/** The same in its two parts: what is read, and the link through which. */
export function readLink(
  log: EventLog,
  record: LogRecord,
  resolve: boolean,
): { readonly link?: LogRecord; readonly target?: LogRecord } {
  const target = resolve ? resolveLink(log, record) : undefined;
  if (target === undefined) return { target: record };
  return target === 'gone' ? { link: record } : { link: record, target };
}
