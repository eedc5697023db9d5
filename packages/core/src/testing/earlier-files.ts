import { DatabaseSync } from 'node:sqlite';
import { applicationId, type SchemaVersion, schemaOf } from '../store/sqlite/schema.ts';

/** Makes an empty log in a file as programs made it that wrote its version. */
export function makeLogFile(path: string, version: SchemaVersion): void {
  const db = new DatabaseSync(path);
  db.exec(schemaOf(version));
  db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version}`);
  db.exec("INSERT INTO meta VALUES ('store_id', '11111111-2222-4333-8444-555555555555')");
  db.close();
}
