import { randomUUID } from 'node:crypto';
import type { FileKind } from './connection.ts';
import { applicationId, fewByType, schema, schemaVersion } from './schema.ts';

/** A file that holds an event log: how it is told, and how it is made. */
export const logFile: FileKind = {
  holds: 'an event log',
  applicationId,
  schemaVersion,
  create(fresh) {
    fresh.exec(schema);
    fresh.prepare("INSERT INTO meta VALUES ('store_id', ?)").run(randomUUID());
  },
  index: fewByType,
};
