import { v5 as uuidOf } from 'uuid';
import { z } from 'zod';
import { StoreDamaged } from '../store/errors.ts';
import type { KurrentAddress } from '../store/kurrentdb/address.ts';
import { readLog } from '../store/kurrentdb/bounded.ts';
import type { Connection } from '../store/kurrentdb/connection.ts';
import { kindOf } from '../store/kurrentdb/failures.ts';
import { type OpeningOptions, onLog } from '../store/kurrentdb/opening.ts';
import { positionAt, type ServerPosition } from '../store/kurrentdb/positions.ts';
import { largestRead, lastOf } from '../store/kurrentdb/read.ts';
import { isServersOwn, type ServerEvent } from '../store/kurrentdb/record.ts';
import {
  type Added,
  type PeopleRegister,
  type Person,
  PersonErased,
  type PersonName,
  UnknownPerson,
} from './people-register.ts';
import { checkPersonId, displayName, type PersonId } from './person-id.ts';

const namedSchema = z.object({ name: z.string().min(1) });

/** Names people's events on the server, so that adding a name again after a lost answer is one and the same append. */
const idSpace = '0f6c1c3e-6d2b-5f55-9d0a-8f4c0a4e5b1d';

/** How many streams are written to at once. */
const atOnce = 16;

/**
 * Names on a KurrentDB: each person has a stream of their own beside the log, which holds the name as it was printed
 * and as it was corrected. Erasing puts a tombstone on the stream: the name can be read by nobody from then on, and
 * no stream of that id ever begins again. The bytes leave the disks with the server's next scavenge, and backups
 * when they are next made: see `PeopleRegister.erase` and the operator's guide.
 */
class KurrentPeopleRegister implements PeopleRegister {
  readonly #connection: Connection;
  readonly #prefix: string;
  readonly #start: ServerPosition;

  constructor(connection: Connection, prefix: string, start: ServerPosition) {
    this.#connection = connection;
    this.#prefix = prefix;
    this.#start = start;
  }

  async add(person: Person): Promise<Added> {
    const [added] = await this.addAll([person]);
    return added!;
  }

  /** All are checked before the first is written; each is then written on its own, so do it again to finish. */
  async addAll(people: readonly Person[]): Promise<readonly Added[]> {
    const checked = people.map(({ id, name }) => {
      checkPersonId(id);
      return { id, name: displayName(name) };
    });
    const first = new Map<PersonId, { readonly index: number; readonly name: string }>();
    for (const [index, { id, name }] of checked.entries()) {
      if (!first.has(id)) first.set(id, { index, name });
    }
    const added = new Map<PersonId, Added>();
    const waiting = [...first];
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [id, { name }] = next;
        added.set(id, await this.#addOne(id, name));
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, first.size) }, worker));
    return checked.map(({ id }, index) => {
      const outcome = added.get(id)!;
      return outcome === 'added' && first.get(id)!.index !== index ? 'already-there' : outcome;
    });
  }

  async name(id: PersonId): Promise<PersonName> {
    checkPersonId(id);
    const last = await this.#last(id);
    if (last === 'erased') return { kind: 'erased' };
    return last === undefined ? { kind: 'unknown' } : { kind: 'named', name: this.#nameIn(last) };
  }

  async rename(id: PersonId, name: string): Promise<void> {
    checkPersonId(id);
    const right = displayName(name);
    for (;;) {
      const last = await this.#last(id);
      if (last === undefined) throw new UnknownPerson(id);
      if (last === 'erased') throw new PersonErased(id);
      if (this.#nameIn(last) === right) break;
      const outcome = await this.#append(id, right, Number(last.revision));
      if (outcome === 'erased') throw new PersonErased(id);
      if (outcome === 'written') break;
    }
    // readers see the corrected spelling only, and a scavenge removes the others
    await this.#connection.call(
      'correct a name',
      async () => {
        try {
          await this.#connection.client.setStreamMetadata(this.#streamOf(id), { maxCount: 1 });
        } catch (error) {
          if (kindOf(error) !== 'deleted') throw error;
        }
      },
      { stream: this.#streamOf(id) },
    );
  }

  async erase(id: PersonId): Promise<void> {
    checkPersonId(id);
    const stream = this.#streamOf(id);
    await this.#connection.call(
      'erase a name',
      async () => {
        try {
          await this.#connection.client.tombstoneStream(stream);
        } catch (error) {
          if (kindOf(error) !== 'deleted') throw error;
        }
      },
      { stream },
    );
  }

  async entries(): Promise<readonly Person[]> {
    const { names, erased } = await this.#everyone();
    return [...names]
      .filter(([id]) => !erased.has(id))
      .map(([id, name]) => ({ id, name }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async erased(): Promise<readonly PersonId[]> {
    return [...(await this.#everyone()).erased].sort();
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #everyone(): Promise<{
    readonly names: ReadonlyMap<PersonId, string>;
    readonly erased: ReadonlySet<PersonId>;
  }> {
    const names = new Map<PersonId, string>();
    const erased = new Set<PersonId>();
    let from = this.#start;
    for (let last = ''; ; ) {
      const events = await readLog(this.#connection, {
        from,
        limit: largestRead,
        prefix: this.#prefix,
      });
      for (const event of events) {
        const id = event.streamId.slice(this.#prefix.length);
        if (isServersOwn(event)) erased.add(id);
        else names.set(id, this.#nameIn(event));
      }
      const end = events.at(-1)?.position;
      if (events.length < largestRead || end === undefined || positionAt(end) === last) break;
      last = positionAt(end);
      from = end;
    }
    return { names, erased };
  }

  async #addOne(id: PersonId, name: string): Promise<Added> {
    const outcome = await this.#append(id, name, -1);
    if (outcome === 'written') return 'added';
    return outcome === 'erased' ? 'erased' : 'already-there';
  }

  async #append(
    id: PersonId,
    name: string,
    after: number,
  ): Promise<'written' | 'moved' | 'erased'> {
    const stream = this.#streamOf(id);
    const event = {
      id: uuidOf(JSON.stringify([stream, after, name]), idSpace),
      contentType: 'application/json' as const,
      type: 'PersonNamed',
      data: { name },
      metadata: undefined,
    };
    const streamState = after === -1 ? ('no_stream' as const) : BigInt(after);
    return this.#connection.call(
      'keep a name',
      async () => {
        try {
          await this.#connection.client.appendToStream(stream, event, { streamState });
          return 'written';
        } catch (error) {
          const kind = kindOf(error);
          if (kind === 'conflict') return 'moved';
          if (kind === 'deleted') return 'erased';
          throw error;
        }
      },
      { stream },
    );
  }

  async #last(id: PersonId): Promise<ServerEvent | 'erased' | undefined> {
    try {
      return await lastOf(this.#connection, this.#streamOf(id));
    } catch (error) {
      if (error instanceof StoreDamaged) return 'erased';
      throw error;
    }
  }

  #nameIn({ data, streamId, revision }: ServerEvent): string {
    const named = namedSchema.safeParse(data);
    if (named.success) return named.data.name;
    throw new StoreDamaged(`Revision ${revision} of stream ${streamId} is no name.`, {
      stream: streamId,
      revision: Number(revision),
    });
  }

  #streamOf(id: PersonId): string {
    return `${this.#prefix}${id}`;
  }
}

/**
 * Opens the register that belongs to a log on a KurrentDB; see `openKurrentStore` for the address.
 * @throws StoreUnavailable, InvalidRequest, NoSuchLog as `openKurrentStore`
 */
export async function openKurrentPeople(
  address: string | KurrentAddress,
  options: OpeningOptions = {},
): Promise<PeopleRegister> {
  return onLog(
    address,
    options,
    (connection, { start }, names) => new KurrentPeopleRegister(connection, names.people, start),
  );
}
