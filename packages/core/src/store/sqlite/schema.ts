/** Marks a file as an event log of ours in its header: "MTLE" in ASCII. */
export const applicationId = 0x4d544c45;

/**
 * Versions of the tables below, that of a new file first. A file stays what it is: one of a version that is not among them is refused,
 * never converted in passing.
 */
export const schemaVersions = [3, 2, 1] as const;
export type SchemaVersion = (typeof schemaVersions)[number];

/** Events that say which authorities there are, and those that put facts right: few of a log, and every question asks for all of them. */
export const areFew = "(type GLOB 'Authority*' OR type GLOB 'Fact*')";

/** True where `areFew` holds of every event of these types. */
export function namesFew(types: readonly string[]): boolean {
  return types.every((type) => /^(?:Authority|Fact)/.test(type));
}

/**
 * Finds the few without reading the many. It says nothing that `events` does not, so a file may lack it. An index of all types would
 * cost every append a page more.
 */
export const fewByType = {
  name: 'few_events_by_type',
  sql: `CREATE INDEX few_events_by_type ON events (type) WHERE ${areFew}`,
} as const;

const idKeys = `
  CREATE TABLE id_keys (
    place INTEGER PRIMARY KEY,
    keys  BLOB NOT NULL
  ) STRICT;

  CREATE TRIGGER id_keys_are_never_deleted BEFORE DELETE ON id_keys
  BEGIN SELECT RAISE(ABORT, 'keys of ids are never deleted'); END;
`;

const typesInRuns = `
  CREATE TABLE types_in_runs (
    run   INTEGER PRIMARY KEY,
    types TEXT NOT NULL
  ) STRICT;

  CREATE TRIGGER types_in_runs_are_never_changed BEFORE UPDATE ON types_in_runs
  BEGIN SELECT RAISE(ABORT, 'types of runs are never changed'); END;

  CREATE TRIGGER types_in_runs_are_never_deleted BEFORE DELETE ON types_in_runs
  BEGIN SELECT RAISE(ABORT, 'types of runs are never deleted'); END;
`;

/**
 * The log. `events` has the narrow columns first, so that a filter need not read the long text; its text is the
 * whole event as canonical JSON. `head` repeats what the events add up to, written in the same transaction, and
 * so notices a lost tail; it gives positions out, so that none is given twice even where events were removed by force. `id_keys` keeps
 * an id from being taken twice in a stream (see `IdsByKeys`); in the first version an index does. `types_in_runs` says which types there
 * are where (see `TypeRuns`); before the third version nothing does, and SQLite numbers positions, too, in a page that each append writes.
 */
export function schemaOf(version: SchemaVersion): string {
  const unique = version === 1 ? ['(stream, revision)', '(stream, id)'] : ['(stream, revision)'];
  const numbered = version < 3 ? ' AUTOINCREMENT' : '';
  return `
  CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE streams (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE events (
    position     INTEGER PRIMARY KEY${numbered},
    stream       INTEGER NOT NULL REFERENCES streams (number),
    revision     INTEGER NOT NULL CHECK (revision >= 0),
    id           TEXT NOT NULL,
    type         TEXT NOT NULL,
    recorded     TEXT NOT NULL CHECK (length(recorded) = 24),
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
    chain_hash   TEXT NOT NULL CHECK (length(chain_hash) = 64),
    event        TEXT NOT NULL,
    ${unique.map((columns) => `UNIQUE ${columns}`).join(',\n    ')}
  ) STRICT;
${version < 2 ? '' : idKeys}${version < 3 ? '' : typesInRuns}
  CREATE TABLE head (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    position INTEGER NOT NULL,
    events   INTEGER NOT NULL,
    streams  INTEGER NOT NULL,
    hash     TEXT NOT NULL,
    recorded TEXT NOT NULL
  ) STRICT;

  ${fewByType.sql};

  INSERT INTO head VALUES (1, 0, 0, 0, '', '');

  CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never changed: append a correction'); END;

  CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never deleted: append a retraction'); END;

  CREATE TRIGGER streams_are_never_changed BEFORE UPDATE ON streams
  BEGIN SELECT RAISE(ABORT, 'streams are never renamed'); END;

  CREATE TRIGGER streams_are_never_deleted BEFORE DELETE ON streams
  BEGIN SELECT RAISE(ABORT, 'streams are never deleted'); END;

  CREATE TRIGGER the_head_is_never_deleted BEFORE DELETE ON head
  BEGIN SELECT RAISE(ABORT, 'the head is never deleted'); END;
`;
}
