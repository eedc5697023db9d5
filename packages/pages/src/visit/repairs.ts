import type { Tried } from './bring-in.ts';

/** A fact on record, with what of it can be put right. */
export interface FactToRepair {
  /** Id of the event. */
  readonly event: string;
  /** Key of the authority that it is about; `england` where it is about the country. */
  readonly authority: string;
  /** Its name. */
  readonly name: string;
  /** What it says now, with every correction on record, in one sentence. */
  readonly says: string;
  /** Who says so, in words: publisher and title first. */
  readonly source: string;
  /** The places that can be corrected, and what stands there. */
  readonly places: readonly {
    /** Names from the event down, parted by dots. */
    readonly path: string;
    /** The place in words. */
    readonly name: string;
    /** What stands there. */
    readonly value: string;
  }[];
}

/** What a person says of a fact: what is right at some of its places, or that all of it does not hold. */
export interface Repair {
  /** Absent where all of it is taken back. */
  readonly right?: readonly {
    /** The place, as `FactToRepair` names it. */
    readonly path: string;
    /** What is right there. */
    readonly value: string;
  }[];
  /** In words, for whoever asks later. */
  readonly why: string;
  /** What it rests on, in words; undefined where nothing was said. */
  readonly source: string | undefined;
}

/** What a repair would come to. */
export interface TriedRepair extends Tried {
  /** What was printed beside grades that are put right, where it would go on being told. */
  readonly printed: readonly string[];
}

/** Where an event is looked for, and by which id. */
export interface FactNamed {
  /** Its id, or the beginning of it. */
  readonly event: string;
  /** Whose event it probably is: looked for there first, then in the whole log. */
  readonly authority: string | undefined;
}

/** What editors do with facts on record: by the same commands as the API. */
export interface RepairsDesk {
  /** @throws a problem where no fact has that id, or it is taken back */
  fact(named: FactNamed): Promise<FactToRepair>;
  /** What a repair would append and change; nothing is written. @throws a problem where it cannot be made */
  tryOut(named: FactNamed, repair: Repair): Promise<TriedRepair>;
  /** Appends the repair. @throws a problem where it cannot be made */
  repair(named: FactNamed, repair: Repair): Promise<void>;
}
