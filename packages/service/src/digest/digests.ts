import { type Actor, type Clock, type EventStore, TimelineError } from '@monitoring-timeline/core';
import type { StateStore } from '@monitoring-timeline/core/state';
import {
  type IssuedNotice,
  londonToday,
  type Timeline,
  wantsNotice,
} from '@monitoring-timeline/projections';
import type { Settings } from '../config/index.ts';
import { type Digest, digestsOf } from './digest.ts';
import { type Letter, letterOf } from './letter.ts';
import { Links } from './links.ts';
import { type DigestKept, Outbox, type Outcome } from './outbox.ts';
import { openRelay, type Relay } from './relay.ts';
import { lastDue, nextDue } from './schedule.ts';
import { SwitchedOff } from './switched-off.ts';

export interface DigestParts {
  readonly store: EventStore;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly timeline: Pick<
    Timeline,
    'ask' | 'directory' | 'lastNotice' | 'keptNotices' | 'refreshDirectory'
  >;
  readonly settings: Settings;
  /** Told of what could not be sent; whose it is does not stand there. */
  readonly onTrouble: (error: DigestTrouble) => void;
  /** Told what became of a digest. */
  readonly onOutcome?: ((outcome: Outcome['status']) => void) | undefined;
}

/** A digest was not sent, or nobody can say whether it was. */
export class DigestTrouble extends TimelineError {
  readonly code = 'DigestTrouble';
}

/** A digest as its operator sees it. */
export interface DigestShown {
  /** Says nothing of whose it is. */
  readonly id: string;
  /** Who is sent it. */
  readonly to: string;
  /** Which authorities it tells of, in words. */
  readonly where: string;
  /** How often. */
  readonly every: 'day' | 'week';
  /** When the next is sent; ISO time stamp. */
  readonly next: string;
  /** Whether its reader switched it off. */
  readonly off: boolean;
  /** What became of the last one that was due; null before the first. */
  readonly last: Pick<DigestKept, 'period' | 'status' | 'attempts' | 'at' | 'error'> | null;
  /** Notices that the next one would tell so far. */
  readonly waiting: number;
}

const pageSize = 500;

/** The digests of a service: who is sent one, what it says, and that each is sent once. */
export class Digests {
  readonly #parts: DigestParts;
  readonly #relay: Relay;
  readonly #outbox: Outbox;
  readonly #off: SwitchedOff;
  /** The words by which mails name a digest. */
  readonly links: Links;
  /** In the order of the settings. */
  readonly all: readonly Digest[];

  private constructor(parts: DigestParts, relay: Relay) {
    const { state, store, clock, settings, timeline } = parts;
    this.#parts = parts;
    this.#relay = relay;
    this.#outbox = new Outbox(state, store.id, clock);
    this.#off = new SwitchedOff(store);
    this.links = new Links(state, store.id);
    this.all = digestsOf(settings, store.id, timeline);
  }

  /** @throws InvalidSetting where one is set that means nothing, or the password of the relay cannot be read */
  static async open(parts: DigestParts): Promise<Digests> {
    return new Digests(parts, await openRelay(parts.settings));
  }

  /** Sends what is due, each digest once. @returns when there is something to do again, ms since 1970 */
  async round(signal: AbortSignal): Promise<number> {
    const { clock, timeline } = this.#parts;
    await timeline.refreshDirectory();
    const last = await timeline.lastNotice();
    const nexts: number[] = [];
    for (const digest of this.all) {
      if (signal.aborted) break;
      nexts.push(nextDue(digest.given, clock.now()));
      const wait = await this.#turn(digest, last, signal).catch((error: unknown) => {
        this.#trouble(digest, error instanceof Error ? error.message : String(error));
        return clock.now() + retryMs;
      });
      if (wait !== undefined) nexts.push(wait);
    }
    return Math.min(...nexts);
  }

  /** @returns until when this digest has to wait, where it has */
  async #turn(digest: Digest, last: string, signal: AbortSignal): Promise<number | undefined> {
    const { clock } = this.#parts;
    const turn = await this.#outbox.claim(digest.id, lastDue(digest.given, clock.now()), last);
    if (turn.kind === 'wait') return turn.until;
    if (turn.kind === 'over') {
      if (turn.became === 'unsure') this.#told(digest, { status: 'unsure', error: lostClaim });
      return undefined;
    }
    // what happens while it is switched off is not told to who switches it on again
    const isOff = await this.#off.has(digest.id);
    const outcome = isOff
      ? ({ status: 'nothing' } as const)
      : await this.#sent(digest, turn.claimed, signal);
    await this.#outbox.settle(digest.id, turn.claimed, outcome);
    this.#told(digest, outcome);
    return outcome.status === 'later' ? (await this.#outbox.kept(digest.id))?.next : undefined;
  }

  async #sent(digest: Digest, kept: DigestKept, signal: AbortSignal): Promise<Outcome> {
    try {
      const notices = await this.#notices(digest, kept);
      if (notices.length === 0 && !digest.given.evenIfNothing) return { status: 'nothing' };
      const { mailFrom: from = '' } = this.#parts.settings;
      const message = await this.#mail(digest, kept, await this.#letter(digest, kept, notices));
      return await this.#relay.send({ from, to: digest.given.to, message }, signal);
    } catch (error) {
      // nothing was said to the relay yet
      return { status: 'later', error: error instanceof Error ? error.message : String(error) };
    }
  }

  async #notices(
    { interest }: Digest,
    { reached, upTo }: Pick<DigestKept, 'reached' | 'upTo'>,
  ): Promise<readonly IssuedNotice[]> {
    const found: IssuedNotice[] = [];
    for (let after = reached; after < upTo; ) {
      const page = await this.#parts.timeline.keptNotices(after, pageSize);
      found.push(...page.filter((one) => one.sequence <= upTo && wantsNotice(interest, one)));
      const end = page.at(-1)?.sequence;
      if (end === undefined) break;
      after = end;
    }
    return found;
  }

  async #letter(
    digest: Digest,
    kept: Pick<DigestKept, 'period' | 'again'>,
    notices: readonly IssuedNotice[],
  ): Promise<Letter> {
    const { timeline, clock } = this.#parts;
    const asOf = londonToday(new Date(clock.now()));
    const today = await timeline.ask('today', digest.whose, { asOf });
    return letterOf({
      digest,
      kept,
      notices,
      today,
      base: this.base,
      off: await this.offLink(digest),
    });
  }

  /** Public address of the service, without a closing slash; empty where none is set. */
  get base(): string {
    return (this.#parts.settings.publicUrl ?? '').replace(/\/+$/, '');
  }

  /**
   * The address in a mail by which whoever has it switches the digest off. @throws SecretsNeedKey where the key of such links
   * lies sealed
   */
  async offLink(digest: Digest): Promise<string> {
    return `${this.base}/digests/off/${await this.links.wordOf(digest)}`;
  }

  async #mail(digest: Digest, { period }: DigestKept, letter: Letter): Promise<Buffer> {
    const { settings, clock } = this.#parts;
    const { mailFrom = '' } = settings;
    const host = new URL(this.base).hostname;
    const off = await this.offLink(digest);
    const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
    const mail = new MailComposer({
      from: { name: 'Monitoring timeline', address: mailFrom },
      to: digest.given.to,
      ...letter,
      date: new Date(clock.now()),
      // the same at every attempt: whoever gets it twice can see that it is one
      messageId: `<${digest.id}.${Date.parse(period)}@${host}>`,
      headers: {
        'List-Unsubscribe': { prepared: true, value: `<${off}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Auto-Submitted': 'auto-generated',
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return mail.compile().build();
  }

  /** Switches a digest off, or on again; whoever has the link of a mail may, and is nobody by name. */
  switch(digest: Digest, off: boolean, by?: Actor): Promise<void> {
    return this.#off.set(digest.id, off, this.#parts.clock.now(), by);
  }

  /** Every digest as it stands. */
  async list(): Promise<readonly DigestShown[]> {
    const { timeline, clock } = this.#parts;
    const last = await timeline.lastNotice();
    const shown: DigestShown[] = [];
    for (const digest of this.all) {
      const { id, where, given } = digest;
      const kept = await this.#outbox.kept(id);
      const waiting = kept
        ? await this.#notices(digest, { reached: kept.reached, upTo: last })
        : [];
      shown.push({
        id,
        to: given.to,
        where,
        every: given.every,
        next: new Date(nextDue(given, clock.now())).toISOString(),
        off: await this.#off.has(id),
        last: kept
          ? {
              period: kept.period,
              status: kept.status,
              attempts: kept.attempts,
              at: kept.at,
              error: kept.error,
            }
          : null,
        waiting: waiting.length,
      });
    }
    return shown;
  }

  /** What the next of a digest would say if it went now; nothing is sent, and nothing kept. */
  async preview(digest: Digest): Promise<Letter> {
    const last = await this.#parts.timeline.lastNotice();
    const kept = await this.#outbox.kept(digest.id);
    const reached = kept?.reached ?? last;
    const notices = await this.#notices(digest, { reached, upTo: last });
    const period = new Date(this.#parts.clock.now()).toISOString();
    return this.#letter(digest, { period, again: kept?.again ?? false }, notices);
  }

  #told(digest: Digest, outcome: Outcome): void {
    this.#parts.onOutcome?.(outcome.status);
    if ('error' in outcome)
      this.#trouble(digest, `${outcomeWords[outcome.status]} ${outcome.error}`);
  }

  #trouble({ id }: Digest, what: string): void {
    this.#parts.onTrouble(new DigestTrouble(`${id}: ${what}`, { digest: id }));
  }
}

/** After something that should not happen a digest is looked at again. */
const retryMs = 60_000;

const lostClaim = 'The process that sent it ended before the relay had answered.';

const outcomeWords = {
  later: 'The digest could not be sent yet, and will be tried again.',
  refused: 'The relay refuses the digest: what it tells comes with the next one.',
  unsure:
    'Nobody can say whether the digest was sent. It is not sent again; what it tells comes with the next one.',
} as const;
