import { setImmediate } from 'node:timers/promises';
import type { Recorded } from '../events/envelope.ts';
import type { EventStore, Head, Position } from '../store/event-store.ts';
import { beginning } from '../store/event-store.ts';
import { type Verifiable, verifyStore } from '../store/verify.ts';
import { NotSealed, SealBroken } from './errors.ts';
import { HeldLog, type Sealed } from './held.ts';
import { readCheckKey, type SealKey } from './key.ts';
import { Leaves } from './merkle.ts';
import { faultOfSeal, isSignedBefore, type Seal, signHead } from './seal.ts';

/** Who seals, when, and after what. */
export interface SealOptions {
  /** The operator's. */
  readonly key: SealKey;
  /** The time that the head bears. */
  readonly now: Date;
  /** What was sealed before: the log must begin with each. */
  readonly before?: readonly Seal[];
}

/**
 * Verifies a whole log and signs its head. All that was sealed before must be a beginning of it, so that no two seals of a key
 * ever contradict each other; seals that bear the name of this key must be what it signed.
 * @throws NotSealed where nothing is there, the log does not verify or the clock stands before the last seal; SealBroken; StoreUnavailable
 */
export async function sealLog(
  store: EventStore & Verifiable,
  { key, now, before = [] }: SealOptions,
): Promise<Seal> {
  const made = now.toISOString();
  for (const seal of before) {
    checkOwn(seal, key);
    if (!isSignedBefore({ made }, seal.head)) continue;
    throw new NotSealed(
      `It is ${made} here, and a seal was made on ${seal.head.made}: one that is dated before it would prove no growth. Set the clock of this machine, then seal again. If the clock was ahead on that day, move that seal away, and tell those who have a copy.`,
      { made, before: seal.head.made },
    );
  }
  const held = new HeldLog(before);
  const { valid, head, firstBroken } = await verifyStore(store, {
    sound: (recorded) => void held.take(recorded),
  });
  if (!valid) {
    throw new NotSealed(
      `The log is not sealed, as it does not verify: ${firstBroken?.reason ?? 'see `timeline verify`'}. Restore the last backup to another store.`,
      { position: firstBroken?.position ?? null },
    );
  }
  if (held.size === 0) throw new NotSealed('There is no event to seal. Import something first.');
  held.end();
  const found = { events: held.size, root: held.root(), head: head.hash };
  return signHead({ ...found, made }, held.thousands, key);
}

/** Who can write beside a log could put the root of another in the place of what was signed. @throws SealBroken */
function checkOwn(seal: Seal, key: SealKey): void {
  const { head } = seal;
  if (head.key !== key.name) return;
  const fault = faultOfSeal(seal, [readCheckKey(key.publicPem)]);
  if (fault === null) return;
  throw new SealBroken(
    `The seal of ${head.events} events of ${head.made} that is kept of this log bears the name of your key, and ${fault}. Put a copy that was given away in its place, and hold the log against that: \`timeline prove --since COPY\`.`,
    { events: head.events },
  );
}

/**
 * Reads the leaves of a log up to what a seal covers, and holds them against it.
 * @throws SealBroken where the log does not begin with what was sealed, with the first thousand that differs
 */
export async function sealedLeaves(
  store: EventStore,
  sealed: Sealed,
  onEvent: (recorded: Recorded, index: number) => void = () => {},
): Promise<Leaves> {
  const [leaves, held] = [new Leaves(), new HeldLog([sealed])];
  for await (const { events } of pagesOf(store, await store.head())) {
    for (const recorded of events) {
      if (held.size === sealed.head.events) return leaves;
      onEvent(recorded, held.size);
      leaves.add(held.take(recorded));
    }
  }
  held.end();
  return leaves;
}

async function* pagesOf(store: EventStore, { position }: Head) {
  let after: Position = beginning;
  while (after < position) {
    const page = await store.readAll(after, { limit: 500, decides: true });
    yield page;
    if (page.atEnd) return;
    after = page.next;
    // who proves for others has more to do
    await setImmediate();
  }
}
