/** A line of a document, with the characters that are meant. */
export interface LineShown {
  /** Where it stands, for people: `page 3, line 12`, `row 4`. */
  readonly place: string;
  /** The line without its end. */
  readonly text: string;
  /** The characters that are meant; none on a line that only surrounds them. */
  readonly marked: readonly {
    /** The first character, from 0. */
    readonly from: number;
    /** The character after the last. */
    readonly to: number;
  }[];
}

/** A fact that was read, beside what it was read from. */
export interface FactShown {
  /** Id of the event. */
  readonly event: string;
  /** Name of the file. */
  readonly file: string;
  /** Name of the authority; empty where it is about none of the directory. */
  readonly authority: string;
  /** In one sentence, with the names of people. */
  readonly says: string;
  /** Where in the file it stands, for people. */
  readonly place: string;
  /** Of the bytes of the file, hexadecimal; null where they could not be read. */
  readonly sha256: string | null;
  /** Empty where its place is the file as a whole, or cannot be shown. */
  readonly lines: readonly LineShown[];
}

/** An answer that changes, as a notice would tell it. */
export interface ChangeShown {
  /** Name of the authority; null where it is about none of the directory. */
  readonly authority: string | null;
  /** How much it asks of whoever reads it: 5 for the most, 1 for the least. */
  readonly weight: number;
  /** What changes, in a line. */
  readonly title: string;
  /** The same in sentences. */
  readonly text: string;
}

/** Something that waits for a decision, in a line. */
export interface Waiting {
  /** Id of the event that raised it; by it a person decides. */
  readonly id: string;
  /** Name of the file that it came from; `log` where it is a question between claims. */
  readonly file: string;
  /** Place in the file; null where it is the file as a whole, or a question about claims. */
  readonly place: string | null;
  /** Stable code of what is wrong. */
  readonly reason: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** An import from the moment that its files are here. */
export interface JobShown {
  /** By it the import is asked about. */
  readonly id: string;
  /** Names of the files that were given. */
  readonly files: readonly string[];
  /** Name of who began it. */
  readonly by: string;
  /** Ms since 1970. */
  readonly begun: number;
  /** True where nothing is written. */
  readonly dry: boolean;
  /** One import runs at a time; the others wait. */
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** Of the bytes given. */
  readonly percent: number;
  /** Files that were taken; 0 until it runs. */
  readonly filesDone: number;
  /** Why it failed. */
  readonly wrong: string | null;
  /** What became of what was given; null until it is done. */
  readonly result: {
    /** Claims read. */
    readonly proposed: number;
    /** Claims that are new to the log. */
    readonly appended: number;
    /** Claims that the log holds by their id. */
    readonly alreadyKnown: number;
    /** Claims that say of an earlier one of their source that it was misread or reissued. */
    readonly corrected: number;
    /** Things that waited and are answered by what was given. */
    readonly answered: number;
    /** What waits of the files given, and questions asked about claims that were taken. */
    readonly waiting: readonly Waiting[];
    /** What cannot be told of a file, or why a recognised one gives nothing. */
    readonly notes: readonly {
      /** Name of the file. */
      readonly file: string;
      /** In words. */
      readonly note: string;
    }[];
    /** Files that are no table and no document of any kind, or may not be taken. */
    readonly refused: readonly {
      /** Name of the file. */
      readonly file: string;
      /** What is wrong and what to do. */
      readonly message: string;
    }[];
  } | null;
  /** How many facts were read, those that are not shown too. */
  readonly read: number;
  /** The first of the facts that were read, once it is done. */
  readonly facts: readonly FactShown[];
  /** Answers that would change; empty where it is no dry run. */
  readonly changes: readonly ChangeShown[];
}

/** How a thing that waits can be agreed to. */
export type HowToAccept = 'as_is' | 'side' | 'correction' | 'cells' | 'claim';

/** A row of the work list. */
export interface WaitingRow extends Waiting {
  /** Whether it waits, or what became of it. */
  readonly status: 'open' | 'accepted' | 'rejected' | 'settled' | 'replaced';
  /** Name of the authority; null where none could be told. */
  readonly authority: string | null;
  /** When it came, ISO time stamp, and with whom. */
  readonly raised: string;
  /** Name of who brought it in. */
  readonly by: string;
  /** What a person who agrees must give with it. */
  readonly accept: HowToAccept;
  /** Null where nobody has decided. */
  readonly decided: {
    /** Name of who decided. */
    readonly by: string;
    /** ISO time stamp. */
    readonly at: string;
    /** In words; null where nothing was said. */
    readonly why: string | null;
  } | null;
}

/** A claim in words, with its source and as the log would hold it. */
export interface ClaimShown {
  /** In one sentence, with the names of people. */
  readonly says: string;
  /** Who says so, in words: publisher and title first. */
  readonly source: string;
  /** The event as JSON, indented. */
  readonly json: string;
}

/** One thing that waits, with all that a person needs to decide. */
export interface WaitingShown extends WaitingRow {
  /** Of the bytes of its file, hexadecimal; null where it came from none. */
  readonly sha256: string | null;
  /** What its document says there, or the row or passage as it was read; empty where neither is at hand. */
  readonly lines: readonly LineShown[];
  /** What would be appended as it is. */
  readonly claims: readonly ClaimShown[];
  /** Of a question between sources. */
  readonly sides: readonly {
    /** From 1; by it a person names the side that holds. */
    readonly number: number;
    /** What it says: a text as it is, anything else as JSON. */
    readonly value: string;
    /** True of the side that the rule takes until somebody decides. */
    readonly byRule: boolean;
    /** The claims that say so, first the one whose word would hold among them. */
    readonly claims: readonly {
      /** Publisher, title, edition and place, as far as known. */
      readonly source: string;
      /** What its document says there; empty where the document is not kept. */
      readonly lines: readonly LineShown[];
    }[];
  }[];
  /** Of a row: its cells as they were given. */
  readonly cells: readonly {
    /** As it is headed. */
    readonly column: string;
    /** As it was given; empty where the row is shorter. */
    readonly value: string;
    /** True where this cell could not be taken. */
    readonly faulty: boolean;
  }[];
  /** A claim on record that is hardly right, and the places in it that can be corrected. */
  readonly doubted:
    | (ClaimShown & {
        /** Those that hold a text, a number or a truth value. */
        readonly places: readonly {
          /** RFC 6901, from `/data` on. */
          readonly pointer: string;
          /** What stands there: a text as it is, anything else as JSON. */
          readonly value: string;
        }[];
      })
    | null;
}

/** How a person agrees. */
export interface Acceptance {
  /** The authority that is meant, where another or none was read: key, name or code. */
  readonly authority?: string;
  /** Of a question between sources: the side that holds, by its number, or the id of a claim on it. */
  readonly holds?: string;
  /** Of a question between sources: true where the claims are of different things. */
  readonly apart?: boolean;
  /** Of a row: cells as they should be, by column. */
  readonly set?: Readonly<Record<string, string>>;
  /** What is changed before agreeing, as JSON: fields, whole claims or corrections. */
  readonly edit?: unknown;
  /** In words, for whoever reads the decision later. */
  readonly why?: string;
}

/** What agreeing would come to. */
export interface Tried {
  /** What would be appended. */
  readonly claims: readonly ClaimShown[];
  /** Answers that would change. */
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
  readonly limits: {
    /** Files of one form. */
    readonly files: number;
    /** Bytes of them together. */
    readonly bytes: number;
  };
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
