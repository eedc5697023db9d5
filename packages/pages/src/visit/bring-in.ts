/** A line of a document, with the characters that are meant. */
export interface LineShown {
  readonly place: string;
  readonly text: string;
  readonly marked: readonly { readonly from: number; readonly to: number }[];
}

/** A fact that was read, beside what it was read from. */
export interface FactShown {
  readonly event: string;
  readonly file: string;
  readonly authority: string;
  readonly says: string;
  readonly place: string;
  readonly sha256: string | null;
  /** Empty where its place is the file as a whole, or cannot be shown. */
  readonly lines: readonly LineShown[];
}

/** An answer that changes, as a notice would tell it. */
export interface ChangeShown {
  readonly authority: string | null;
  readonly weight: number;
  readonly title: string;
  readonly text: string;
}

/** Something that waits for a decision, in a line. */
export interface Waiting {
  readonly id: string;
  readonly file: string;
  readonly place: string | null;
  readonly reason: string;
  readonly message: string;
}

/** An import from the moment that its files are here. */
export interface JobShown {
  readonly id: string;
  readonly files: readonly string[];
  readonly by: string;
  /** Ms since 1970. */
  readonly begun: number;
  /** True where nothing is written. */
  readonly dry: boolean;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** Of the bytes given. */
  readonly percent: number;
  readonly filesDone: number;
  /** Why it failed. */
  readonly wrong: string | null;
  readonly result: {
    readonly proposed: number;
    readonly appended: number;
    readonly alreadyKnown: number;
    readonly corrected: number;
    readonly answered: number;
    readonly waiting: readonly Waiting[];
    readonly notes: readonly { readonly file: string; readonly note: string }[];
    readonly refused: readonly { readonly file: string; readonly message: string }[];
  } | null;
  readonly read: number;
  readonly facts: readonly FactShown[];
  readonly changes: readonly ChangeShown[];
}

/** How a thing that waits can be agreed to. */
export type HowToAccept = 'as_is' | 'side' | 'correction' | 'cells' | 'claim';

/** A row of the work list. */
export interface WaitingRow extends Waiting {
  readonly status: 'open' | 'accepted' | 'rejected' | 'settled' | 'replaced';
  readonly authority: string | null;
  /** When it came, ISO time stamp, and with whom. */
  readonly raised: string;
  readonly by: string;
  readonly accept: HowToAccept;
  readonly decided: {
    readonly by: string;
    readonly at: string;
    readonly why: string | null;
  } | null;
}

/** A claim in words, with its source and as the log would hold it. */
export interface ClaimShown {
  readonly says: string;
  readonly source: string;
  readonly json: string;
}

/** One thing that waits, with all that a person needs to decide. */
export interface WaitingShown extends WaitingRow {
  readonly sha256: string | null;
  readonly lines: readonly LineShown[];
  /** What would be appended as it is. */
  readonly claims: readonly ClaimShown[];
  /** Of a question between sources. */
  readonly sides: readonly {
    readonly number: number;
    readonly value: string;
    readonly byRule: boolean;
    readonly claims: readonly { readonly source: string; readonly lines: readonly LineShown[] }[];
  }[];
  /** Of a row: its cells as they were given. */
  readonly cells: readonly {
    readonly column: string;
    readonly value: string;
    readonly faulty: boolean;
  }[];
  /** A claim on record that is hardly right, and the places in it that can be corrected. */
  readonly doubted:
    | (ClaimShown & {
        readonly places: readonly { readonly pointer: string; readonly value: string }[];
      })
    | null;
}

/** How a person agrees. */
export interface Acceptance {
  readonly authority?: string;
  readonly holds?: string;
  readonly apart?: boolean;
  readonly set?: Readonly<Record<string, string>>;
  readonly edit?: unknown;
  readonly why?: string;
}

/** What agreeing would come to. */
export interface Tried {
  readonly claims: readonly ClaimShown[];
  readonly changes: readonly ChangeShown[];
}

/** Files of a form, until they are let go of. */
export interface FilesSent {
  /** Everything that was sent beside files, by name. */
  readonly body: Readonly<Record<string, string>>;
  /** Tells the same files again. */
  readonly content: unknown;
  /** Lets go of the files; whoever begins an import with them does not. */
  release(): Promise<void>;
}

/** What editors do with what comes in: by the same commands as the API. */
export interface BringInDesk {
  /** How many files may come in one form, and how many bytes they may hold together. */
  readonly limits: { readonly files: number; readonly bytes: number };
  /** Imports that run, wait or ended lately, the newest first. */
  jobs(): readonly JobShown[];
  /** Waits a moment for one that is about to end. @throws a problem of status 404 */
  job(id: string): Promise<JobShown>;
  /** Takes in the files of the form that is being sent. @throws a problem where they are too many or too large */
  receive(): Promise<FilesSent>;
  /** @returns its id; the files are let go of when it ends */
  begin(
    id: string,
    files: FilesSent,
    wanted: { readonly dry: boolean; readonly published: string | undefined },
  ): string;
  /** What waits for a decision, or had one. */
  waiting(which: 'open' | 'decided'): Promise<readonly WaitingRow[]>;
  /** @throws a problem of status 404 */
  item(id: string): Promise<WaitingShown>;
  /** What agreeing would append and change; nothing is written. */
  tryOut(id: string, how: Acceptance): Promise<Tried>;
  /** Appends what agreeing comes to, and the decision. @throws a problem where it was decided before, or can become no claim */
  accept(id: string, how: Acceptance): Promise<void>;
  /** Decides that nothing comes of it. @throws a problem where it was decided before */
  reject(id: string, why: string): Promise<void>;
}
