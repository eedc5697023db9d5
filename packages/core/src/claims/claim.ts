import { type EpochDay, epochDay, knownDay } from '../calendar/index.ts';
import type { ClaimEvent } from '../events/catalogue.ts';
import type { Position, Recorded } from '../events/envelope.ts';
import { ranks } from '../events/envelope.ts';
import { upcast } from '../events/upcast.ts';

/** A claim as the log holds it, with what comparing it needs worked out once. */
export interface Claim {
  /** In its present version, with its corrections applied. */
  readonly event: ClaimEvent;
  /** Place of the event in the log. */
  readonly position: Position;
  /** When the store committed it: UTC, ISO. */
  readonly recorded: string;
  /** Day from which it is public: the last day of a coarse `known`. */
  readonly knownDay: EpochDay;
  /** Place in the order of precedence, 0 first. */
  readonly rank: number;
  /** Publication day of the edition that makes the claim, where that differs from `knownDay`. */
  readonly editionDay: EpochDay | undefined;
  /** The document that makes the claim. */
  readonly document: CitedDocument;
  /** Corrections that were applied to it, in the order of application. */
  readonly corrections: readonly Claim[];
}

/** A document as far as the record tells when it came out: a fact may have been public before what cites it. */
export interface CitedDocument {
  /** Day on which it came out; undefined where no claim of it says so other than by assumption. */
  readonly day: EpochDay | undefined;
}

const rankOf = new Map<string, number>(ranks.map((rank, index) => [rank, index]));

/** Most claims are never corrected: they share one empty list. */
const uncorrected: readonly Claim[] = [];

/** A claim from its event, wherever that came from. */
export function claimOf(
  event: ClaimEvent,
  at: {
    readonly position: Position;
    readonly recorded: string;
    readonly document?: CitedDocument;
  },
  corrections: readonly Claim[] = uncorrected,
): Claim {
  const { source } = event;
  const known = knownDay(event.known);
  const editionDay = source.published === undefined ? undefined : epochDay(source.published);
  const own = editionDay ?? (event.known.basis === 'assumed' ? undefined : known);
  return {
    event,
    position: at.position,
    recorded: at.recorded,
    knownDay: known,
    rank: rankOf.get(source.rank) ?? ranks.length,
    editionDay,
    document: own === undefined ? (at.document ?? undated) : { day: own },
    corrections,
  };
}

const undated: CitedDocument = { day: undefined };

/**
 * A claim from what the store returned.
 * @throws UnknownEventType where this program does not know the type: nothing is skipped in silence.
 */
export function claimFrom(
  recorded: Pick<Recorded, 'event' | 'position' | 'recorded'>,
): Claim | undefined {
  const event = upcast(recorded.event);
  return 'authority' in event ? claimOf(event, recorded) : undefined;
}
