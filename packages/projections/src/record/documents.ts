import {
  addDays,
  bounds,
  type CitedDocument,
  type Claim,
  type ClaimEvent,
  type EpochDay,
} from '@monitoring-timeline/core';

/**
 * When the documents of one record came out. Of a claim that is known by assumption only another claim of the same document tells it,
 * whichever of the two arrives first.
 */
export class Documents {
  readonly #ofTitle = new Map<string, Edition[]>();

  /** The claim with its document, whose day follows as claims arrive. */
  cite(claim: Claim): Claim {
    const days = this.#named(claim);
    const { day } = claim.document;
    if (day === undefined) return { ...claim, document: new FollowingDocument(days, claim) };
    if (claim.editionDay === undefined && !days.includes(day)) days.push(day);
    return claim;
  }

  #named({ event: { source } }: Claim): EpochDay[] {
    const { publisher, title, edition } = source;
    const editions = this.#ofTitle.get(title) ?? [];
    if (editions.length === 0) this.#ofTitle.set(title, editions);
    // few documents share a title, and looking through them takes less than making a name of all three
    for (const one of editions) {
      if (one.edition === edition && one.publisher === publisher) return one.days;
    }
    const days: EpochDay[] = [];
    editions.push({ publisher, edition, days });
    return days;
  }
}

/** One edition of what one publisher put out under a title, and the days on which claims tell that it came out. */
interface Edition {
  readonly publisher: string;
  readonly edition: string | undefined;
  readonly days: EpochDay[];
}

/** A document of whose days, as far as claims tell them, the first that is not before the fact is its own: it may restate earlier ones. */
class FollowingDocument implements CitedDocument {
  readonly #days: readonly EpochDay[];
  readonly #from: EpochDay;

  constructor(days: readonly EpochDay[], { knownDay }: Claim) {
    this.#days = days;
    this.#from = knownDay;
  }

  get day(): EpochDay | undefined {
    const own = Math.min(...this.#days.filter((day) => day >= this.#from));
    return Number.isFinite(own) ? (own as EpochDay) : undefined;
  }
}

/** From the first day on site to the letter: at most this on record. That an undated document told of it by then is assumed, a setting of ours. */
const letterAfterDays = 230;

/**
 * Day since which it is known what inspectors looked at and who they were, as far as one claim tells of it: that they came is
 * known from the day itself, the rest from the document. Undefined for a claim that says no more than that they came.
 */
export function subjectDay(claim: Claim): EpochDay | undefined {
  const { event, document } = claim;
  if (event.known.basis !== 'assumed' || !saysMore(event)) return undefined;
  return document.day ?? addDays(bounds(event.occurred).startLatest, letterAfterDays);
}

function saysMore(event: ClaimEvent): boolean {
  if (event.type === 'InspectionCarriedOut') return event.data.inspectors !== undefined;
  if (event.type !== 'VisitCarriedOut') return false;
  const { topic, topicPrinted, scope, inspectors } = event.data;
  return [topic, topicPrinted, scope, inspectors].some((one) => one !== undefined);
}

/** The event as it was known before its document: that inspectors came. */
export function withoutSubject(event: ClaimEvent): ClaimEvent {
  if (event.type === 'InspectionCarriedOut') {
    const { inspectors: _, ...data } = event.data;
    return { ...event, data };
  }
  if (event.type !== 'VisitCarriedOut') return event;
  const { topic: _, topicPrinted: __, scope: ___, inspectors: ____, ...data } = event.data;
  return { ...event, data };
}
