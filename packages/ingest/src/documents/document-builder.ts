import type { ClaimEvent, Directory } from '@monitoring-timeline/core';
import { personIdOf } from '@monitoring-timeline/core/people';
import {
  type ClaimParts,
  type PersonNamed,
  type Problem,
  type Proposal,
  propose,
  UnreadableRow,
} from '../proposal.ts';
import { mostClaims } from '../quarantine/proposed.ts';
import { type Locator, showLocators } from './model.ts';

/** What the claims of a document rest on, beside what was drawn out of it. */
export interface DocumentOrigin {
  readonly file: string;
  readonly sha256: string;
  readonly paged: boolean;
  readonly directory: Directory;
  /** Today as an ISO day: a report dated later is not yet published. */
  readonly today: string;
  /** Publication day (ISO) of a document that prints none, as the caller knows it. */
  readonly published?: string | undefined;
}

/** Gives persons their opaque ids and keeps their names for the register beside the log. */
export class PeopleNamed {
  readonly #named = new Map<string, PersonNamed>();

  id(name: string): string {
    const id = personIdOf(name);
    if (!this.#named.has(id)) this.#named.set(id, { id, name });
    return id;
  }

  all(): readonly PersonNamed[] {
    return [...this.#named.values()];
  }
}

/** Collects what becomes of a document: claims, and problems with what could be claimed if a person agrees. */
export class DocumentBuilder {
  readonly proposals: Proposal[] = [];
  readonly problems: Problem[] = [];
  readonly origin: DocumentOrigin;
  readonly people: PeopleNamed;

  constructor(origin: DocumentOrigin, people: PeopleNamed) {
    this.origin = origin;
    this.people = people;
  }

  place(locators: readonly Locator[]): string {
    return locators.length > 0 ? showLocators(this.origin, locators) : 'file';
  }

  /** `claims` are those that a person may agree to. */
  problem(
    reason: string,
    message: string,
    locators: readonly Locator[] = [],
    claims: readonly ClaimEvent[] = [],
  ): void {
    const locator = this.place([...locators].sort((a, b) => a.page - b.page || a.line - b.line));
    if (claims.length === 0) this.problems.push({ reason, message, locator });
    // one decision takes so many claims: what is more waits beside it
    for (let at = 0; at < claims.length; at += mostClaims) {
      this.problems.push({ reason, message, locator, claims: claims.slice(at, at + mostClaims) });
    }
  }

  /** The claims that `add` would add, which then wait for a person and are not among the proposals. */
  apart(add: () => void): readonly ClaimEvent[] {
    const before = this.proposals.length;
    add();
    return this.proposals.splice(before).map(({ event }) => event);
  }

  /** Adds a claim; what does not fit the catalogue becomes a problem. */
  add(parts: ClaimParts, locators: readonly Locator[]): void {
    const locator = this.place(locators);
    try {
      this.proposals.push(propose(parts, locator));
    } catch (error) {
      if (!(error instanceof UnreadableRow)) throw error;
      this.problems.push({ reason: error.reason, message: error.message, locator });
    }
  }
}
