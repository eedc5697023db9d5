import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { EventLog, type LogRecord, type Placed } from './log.ts';

/** A record in a line of JSON: its bytes in base64, its place left out, since the order gives it. */
interface Line {
  readonly is: Placed['is'];
  readonly stream: string;
  readonly id?: string;
  readonly type?: string;
  readonly json?: boolean;
  readonly at?: number;
  readonly data?: string;
  readonly metadata?: string;
}

/**
 * A log that lives on in a file, for a server in a process of its own that is killed. Each place is written
 * before its writer is answered; a last line that was cut short is left out, as it was never acknowledged.
 */
export function journalledLog(path: string): EventLog {
  const log = new EventLog();
  if (existsSync(path))
    for (const line of readFileSync(path, 'utf8').split('\n').slice(0, -1))
      log.restore(placed(JSON.parse(line) as Line));
  log.keep((one) => appendFileSync(path, `${JSON.stringify(line(one))}\n`));
  return log;
}

function line(one: Placed): Line {
  if (one.is === 'nothing') return one;
  const { stream, id, type, json, at, data, metadata } = one.record;
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return { is: one.is, stream, id, type, json, at, data: text(data), metadata: text(metadata) };
}

function placed({ is, stream, data = '', metadata = '', ...rest }: Line): Placed {
  if (is === 'nothing') return { is, stream };
  const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
  const record = { stream, ...rest, data: bytes(data), metadata: bytes(metadata) } as LogRecord;
  return { is, record };
}
