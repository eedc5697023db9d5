import { TimelineError } from '../errors.ts';
import type { PersonId } from './person-id.ts';

/** A person in public office and the name a source printed. */
export interface Person {
  /** As events hold it. */
  readonly id: PersonId;
  /** As a source printed it, white space folded. */
  readonly name: string;
}

/** What the register says of an id. An erased name is gone; that there was one stays known. */
export type PersonName =
  | {
      /** There is a name. */
      readonly kind: 'named';
      /** As a source printed it, white space folded. */
      readonly name: string;
    }
  | {
      /** There was one, and it is gone for good. */
      readonly kind: 'erased';
    }
  | {
      /** Nobody has ever given one. */
      readonly kind: 'unknown';
    };

/** What became of a name that was added: taken, there before under its own or another spelling, or erased for good. */
export type Added = 'added' | 'already-there' | 'erased';

/**
 * Names of people in public office, beside the log: events hold ids only, so a name can be corrected or erased
 * while every hash stays valid. Its promises are the contract suite in `test/contract`.
 */
export interface PeopleRegister {
  /** Keeps a name for an id. The first spelling stays (`rename` changes it), and what was erased stays erased. */
  add(person: Person): Promise<Added>;
  /** Adds many at once, all or none; the answers are in their order. */
  addAll(people: readonly Person[]): Promise<readonly Added[]>;
  /** What is known of an id, whether or not it has a name. */
  name(id: PersonId): Promise<PersonName>;
  /** Corrects a name. @throws UnknownPerson, PersonErased */
  rename(id: PersonId, name: string): Promise<void>;
  /**
   * Removes the name so that no trace of it is left in the register's files; doing it again is no error.
   * The id answers `erased` ever after, also where no name was known for it.
   */
  erase(id: PersonId): Promise<void>;
  /** Everyone with a name, by id. */
  entries(): Promise<readonly Person[]>;
  /** Everyone whose name was erased, in ascending order. */
  erased(): Promise<readonly PersonId[]>;
  /**
   * Holds every name against what was committed when it was added, corrected or erased; offered by registers that keep that.
   * `noted` is a hash of an earlier verification: the register must have had it at some time.
   */
  verify?(noted?: string): Promise<RegisterVerification>;
  /** Lets go of what it is kept in; nothing can be asked afterwards. */
  close(): Promise<void>;
}

/** What verifying a register found. */
export interface RegisterVerification {
  /** How many have a name. */
  readonly names: number;
  /** How many names were erased. */
  readonly erased: number;
  /** Over everything that was ever added, corrected or erased, in order; tells nobody a name. */
  readonly hash: string;
  /** False where `problems` holds any. */
  readonly valid: boolean;
  /** One finding a line, by id. */
  readonly problems: readonly string[];
}

/** The register has never heard of the id. */
export class UnknownPerson extends TimelineError {
  readonly code = 'UnknownPerson';

  constructor(id: PersonId) {
    super(`No person ${id} is in the register. Add the name before you change it.`, { id });
  }
}

/** The name of that id was erased and does not come back. */
export class PersonErased extends TimelineError {
  readonly code = 'PersonErased';

  constructor(id: PersonId) {
    super(`The name of ${id} was erased, and an erased name stays erased.`, { id });
  }
}
