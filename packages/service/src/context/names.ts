import { hash } from 'node:crypto';
import type { NameOf } from '@monitoring-timeline/core';
import type { PeopleRegister } from '@monitoring-timeline/core/people';
import type { Clock } from '@monitoring-timeline/projections';

/** An erased or corrected name is shown for no longer than this. */
const freshForMs = 1000;

/** Names of persons as answers show them. The register lies beside the log and changes without any event. */
export class Names {
  readonly #people: PeopleRegister;
  readonly #clock: Clock;
  #names: ReadonlyMap<string, string> = new Map();
  #version = '';
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(people: PeopleRegister, clock: Clock) {
    this.#people = people;
    this.#clock = clock;
  }

  readonly nameOf: NameOf = (id) => this.#names.get(id) ?? null;

  /** Reads the register unless that was done a moment ago. @returns what tells one state of it from another */
  async refresh(): Promise<string> {
    const now = this.#clock.now();
    if (now - this.#readAt < freshForMs && now >= this.#readAt) return this.#version;
    const entries = await this.#people.entries();
    this.#names = new Map(entries.map(({ id, name }) => [id, name]));
    this.#version = hash('sha256', JSON.stringify(entries), 'base64url').slice(0, 10);
    this.#readAt = now;
    return this.#version;
  }
}
