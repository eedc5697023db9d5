import { randomUUID } from 'node:crypto';
import type { FileKind } from './connection.ts';
import { applicationId, fewByType, schemaOf, schemaVersions } from './schema.ts';

/** A file that holds an event log: how it is told, and how it is made. */
export const logFile: FileKind = {
  holds: 'an event log',
  applicationId,
  schemaVersions,
  create(fresh) {
    fresh.exec(schemaOf(schemaVersions[0]));
    fresh.prepare("INSERT INTO meta VALUES ('store_id', ?)").run(randomUUID());
  },
  index: fewByType,
};
