import { statSync } from 'node:fs';
import type { NameOf } from '@monitoring-timeline/core';
import type { PeopleRegister } from '@monitoring-timeline/core/people';
import { loadKurrent } from './load-kurrent.ts';
import { inTermsOfTheCall } from './open-store.ts';
import type { StoreAddress } from './store-address.ts';

/** The register lies beside the log: `var/timeline.db` has `var/timeline.people.db`. */
export function peoplePath(storePath: string): string {
  return `${storePath.replace(/\.db$/, '')}.people.db`;
}

/** The register of names that belongs to a store, made where there is none; that of a server lies on the server. */
export async function openPeople(address: StoreAddress): Promise<PeopleRegister> {
  if (address.engine === 'kurrentdb') return openOnServer(address.text, true);
  const { createMemoryPeopleRegister, openPeopleRegister } = await import(
    '@monitoring-timeline/core/people'
  );
  return address.engine === 'memory'
    ? createMemoryPeopleRegister()
    : openPeopleRegister(peoplePath(address.path));
}

/** The register of a store that is only asked: undefined where there is none, and none is made. */
export async function openPeopleIfThere(
  address: StoreAddress,
): Promise<PeopleRegister | undefined> {
  if (address.engine === 'memory') return undefined;
  if (address.engine === 'kurrentdb') return openOnServer(address.text, false);
  const path = peoplePath(address.path);
  const file = statSync(path, { throwIfNoEntry: false });
  if (file === undefined || file.size === 0) return undefined;
  const { openPeopleRegister } = await import('@monitoring-timeline/core/people');
  const { isReadOnly } = await import('@monitoring-timeline/core/sqlite');
  return openPeopleRegister(path, { readOnly: isReadOnly(path) });
}

/** All names of a store by person, as they stand now; nobody has one where there is no register. */
export async function namesOf(address: StoreAddress): Promise<NameOf> {
  const register = await openPeopleIfThere(address);
  if (!register) return () => null;
  try {
    const names = new Map((await register.entries()).map(({ id, name }) => [id, name]));
    return (id) => names.get(id) ?? null;
  } finally {
    await register.close();
  }
}

async function openOnServer(text: string, create: boolean): Promise<PeopleRegister> {
  try {
    const { openKurrentPeople } = await loadKurrent();
    return await openKurrentPeople(text, { create });
  } catch (error) {
    throw inTermsOfTheCall(error);
  }
}
