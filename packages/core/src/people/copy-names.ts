import type { Added, PeopleRegister } from './people-register.ts';
import type { PersonId } from './person-id.ts';

/** How many names copying changed in the register that was copied to. */
export interface NamesCopied {
  /** Names that it did not have. */
  readonly added: number;
  /** Names that it had otherwise. */
  readonly corrected: number;
  /** Names that were erased there, or ids that take none from now on. */
  readonly erased: number;
}

/**
 * Makes one register say what another says: names are added and corrected, and whoever was erased there is erased
 * here, also where a name was copied before the erasure. Who was erased here stays erased.
 * @param mentioned ids that events hold: a register lists only those who have a name, and these may be erased
 */
export async function copyNames(
  from: PeopleRegister,
  to: PeopleRegister,
  mentioned: Iterable<PersonId>,
): Promise<NamesCopied> {
  const people = await from.entries();
  const held = new Map((await to.entries()).map(({ id, name }) => [id, name]));
  const added: readonly Added[] = await to.addAll(people.filter(({ id }) => !held.has(id)));
  let corrected = 0;
  for (const { id, name } of people) {
    const there = held.get(id);
    if (there === undefined || there === name) continue;
    await to.rename(id, name);
    corrected += 1;
  }
  const named = new Set(people.map(({ id }) => id));
  let erased = 0;
  for (const id of new Set([...held.keys(), ...mentioned])) {
    if (named.has(id) || (await from.name(id)).kind !== 'erased') continue;
    if ((await to.name(id)).kind === 'erased') continue;
    await to.erase(id);
    erased += 1;
  }
  return { added: added.filter((one) => one === 'added').length, corrected, erased };
}
