import type { CitedDocument, Claim, EpochDay } from '@monitoring-timeline/core';

/**
 * When the documents of one record came out. Of a claim that is known by assumption only another claim of the same document tells it,
 * whichever of the two arrives first.
 */
export class Documents {
  readonly #daysOf = new Map<string, EpochDay[]>();

  /** The claim with its document, whose day follows as claims arrive. */
  cite(claim: Claim): Claim {
    const days = this.#named(claim);
    const { day } = claim.document;
    if (day === undefined) return { ...claim, document: new FollowingDocument(days, claim) };
    if (claim.editionDay === undefined && !days.includes(day)) days.push(day);
    return claim;
  }

  #named({ event: { source } }: Claim): EpochDay[] {
    const name = JSON.stringify([source.publisher, source.title, source.edition]);
    let days = this.#daysOf.get(name);
    if (!days) {
      days = [];
      this.#daysOf.set(name, days);
    }
    return days;
  }
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
