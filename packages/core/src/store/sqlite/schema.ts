/** Marks a file as an event log of ours in its header: "MTLE" in ASCII. */
export const applicationId = 0x4d544c45;

/** Version of the tables below; a file of another version is refused, never converted in passing. */
export const schemaVersion = 1;

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

/**
 * The log. `events` has the narrow columns first, so that a filter need not read the long text; its text is the
 * whole event as canonical JSON. `head` repeats what the events add up to, written in the same transaction, and
 * so notices a lost tail. AUTOINCREMENT keeps a position from being given out twice even where events were
 * removed by force.
 */
export const schema = `
  CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE streams (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE events (
    position     INTEGER PRIMARY KEY AUTOINCREMENT,
    stream       INTEGER NOT NULL REFERENCES streams (number),
    revision     INTEGER NOT NULL CHECK (revision >= 0),
    id           TEXT NOT NULL,
    type         TEXT NOT NULL,
    recorded     TEXT NOT NULL CHECK (length(recorded) = 24),
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
    chain_hash   TEXT NOT NULL CHECK (length(chain_hash) = 64),
    event        TEXT NOT NULL,
    UNIQUE (stream, revision),
    UNIQUE (stream, id)
  ) STRICT;

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
