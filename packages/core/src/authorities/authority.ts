import { type EpochDay, epochDay } from '../calendar/epoch-day.ts';
import type { AuthorityKey } from '../events/envelope.ts';

/** Systems of codes for authorities; each changes at its own times. */
export const codeSystems = ['ons', 'dfe', 'urn'] as const;
/** `ons`: GSS code of the Office for National Statistics; `dfe`: three digits; `urn`: Ofsted's reference number. */
export type CodeSystem = (typeof codeSystems)[number];

/** A code of an authority and the days on which it was in force. */
export interface DatedCode {
  /** As its system writes it. */
  readonly code: string;
  /** First day in force, ISO; absent where it was so before. */
  readonly from?: string;
  /** Last day in force, ISO; absent where it is so still. */
  readonly to?: string;
  /** False where no published source at hand confirms it. */
  readonly verified?: false;
}

/** A tie to the authority before or after. A successor inherits no grade. */
export interface Succession {
  /** Of the other authority. */
  readonly key: AuthorityKey;
  /** First day of the successor. */
  readonly on?: string;
  /** True where only part of the area went over. */
  readonly part?: true;
}

/** Statistical neighbours in one edition of the published model, nearest first. */
export interface NeighbourSet {
  /** Year or name of the edition; `listed` where the source names none. */
  readonly edition: string;
  /** Keys of the neighbours, nearest first. */
  readonly keys: readonly AuthorityKey[];
}

/**
 * One authority with children's services under our permanent key. Codes, regions and names are attributes; the
 * key outlives them all. All days are ISO.
 */
export interface Authority {
  /** Our permanent key, for example `sunderland` or `dorset-to-2019`. */
  readonly key: AuthorityKey;
  /** As it is shown. */
  readonly name: string;
  /** `county`, `unitary`, `metropolitan_district`, `london_borough`, `city_corporation`, or another source's word. */
  readonly type?: string;
  /** Each in order of time; the last is the present (or final) one. Empty where none is trustworthy. */
  readonly codes: Readonly<Record<CodeSystem, readonly DatedCode[]>>;
  /** ONS region by name. */
  readonly region?: string;
  /** First day, where the directory knows one; before 1 April 2009 it knows none. */
  readonly established?: string;
  /** Last day, where it is no more. */
  readonly abolished?: string;
  /** Those whose area it took over, in whole or in part. */
  readonly predecessors: readonly Succession[];
  /** Those that took over its area; empty while it goes on. */
  readonly successors: readonly Succession[];
  /** Names that no rule of `names.ts` derives from `name`. */
  readonly aliases: readonly string[];
  /** Latest edition first. */
  readonly neighbours: readonly NeighbourSet[];
}

/** A day as a number or in ISO form. */
export type Day = EpochDay | string;

function toEpochDay(day: Day): EpochDay {
  return typeof day === 'number' ? day : epochDay(day);
}

/** True where the authority existed on a day, as far as the directory knows. */
export function existed(authority: Authority, day: Day): boolean {
  const at = toEpochDay(day);
  const { established, abolished } = authority;
  return (
    (established === undefined || epochDay(established) <= at) &&
    (abolished === undefined || at <= epochDay(abolished))
  );
}

/**
 * The code in force on a day; without a day, the present or final one. Undefined where the authority has no trustworthy code of
 * that system, or had none yet.
 */
export function codeOn(authority: Authority, system: CodeSystem, day?: Day): string | undefined {
  const codes = authority.codes[system];
  if (day === undefined) return codes.at(-1)?.code;
  const at = toEpochDay(day);
  return codes.findLast(({ from }) => from === undefined || epochDay(from) <= at)?.code;
}
