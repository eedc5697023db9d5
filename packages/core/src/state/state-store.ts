/** What a projection wrote last: how far it had come (a position, or a count of its own), and for which log and version of itself. */
export interface StateHeader {
  /** How far it had come. */
  readonly checkpoint: string;
  /** Identity of the log that was read. */
  readonly storeId: string;
  /** Version of the projection that wrote; another version starts over. */
  readonly version: string;
}

/** One thing that a projection keeps. */
export interface StateEntry {
  /** Names it within its projection. */
  readonly key: string;
  /** JSON text. */
  readonly value: string;
}

/** What one commit writes. */
export interface StateChange {
  /** What the writer has come to with it. */
  readonly header: StateHeader;
  /** Checkpoint that the writer started from; undefined where it found nothing. */
  readonly from: string | undefined;
  /** Entries that are there afterwards, in the place of those with the same key. */
  readonly put?: readonly StateEntry[];
  /** Keys of entries that are not there afterwards. */
  readonly remove?: readonly string[];
}

/**
 * Where is kept what stands beside the log: notices and their checkpoints, queues and secrets of webhooks, snapshots. Local to one
 * machine, or shared by all who use the log. Each part (a projection) has a name of its own.
 */
export interface StateStore {
  /** True where it lies where others than this user may read it: nothing secret is written there unless it is sealed. */
  readonly shared?: boolean;
  /** True where it may be read and not written: what `commit`, `strike` and `drop` would do is refused. */
  readonly readOnly?: boolean;
  /** How far a projection has come; undefined where nothing is kept of it. */
  header(projection: string): Promise<StateHeader | undefined>;
  /** The value of one entry, as JSON text; undefined where there is none. */
  get(projection: string, key: string): Promise<string | undefined>;
  /** Entries in the order of their keys, after one of them. */
  entries(
    projection: string,
    options?: { readonly after?: string; readonly limit?: number },
  ): Promise<readonly StateEntry[]>;
  /**
   * Writes entries and checkpoint in one transaction. Throws `StateMoved` and writes nothing where another writer has
   * moved the checkpoint since: one worker at a time.
   */
  commit(projection: string, change: StateChange): Promise<void>;
  /**
   * Puts something in the place of a text wherever it stands in what is kept, and leaves no trace of it in any file.
   * @returns in how many entries it stood
   */
  strike(text: string, instead: string): Promise<number>;
  /** Forgets all that a projection kept. */
  drop(projection: string): Promise<void>;
  /** Lets go of what it is kept in; nothing can be asked afterwards. */
  close(): Promise<void>;
}
