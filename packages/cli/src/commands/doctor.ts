import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  beginning,
  type EventStore,
  excessIn,
  isTimelineError,
  recordedAhead,
  type Verifiable,
} from '@monitoring-timeline/core';
import { verifySealed } from '@monitoring-timeline/core/seals';
import { measured } from '../backup/archive.ts';
import type { Call } from '../call/call.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { documentsIn } from '../compose/backing-up.ts';
import { now } from '../compose/clock.ts';
import { documentsPath } from '../compose/open-documents.ts';
import { openPeopleIfThere, peoplePath } from '../compose/open-people.ts';
import { statePath } from '../compose/open-state.ts';
import { openStoreToAsk } from '../compose/open-store.ts';
import { sealsOrWhy } from '../compose/seals.ts';
import { type StoreAddress, shownAddress, storeAddress } from '../compose/store-address.ts';
import type { Finding, StoreIs } from '../output/doctor.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';
import { beyondThisProgram, VersionCount, validIfKnown, whatItIs } from './what-a-store-is.ts';

/** So many events that are too large are named; more would say nothing else. */
const mostEvents = 20;

/** `timeline doctor`: looks at a store, changes nothing, and says how to go on; exit code 1 where there is something to do. @throws StoreMissing */
export async function examine(call: Call): Promise<ExitCode> {
  refuseDates(call, 'doctor', ['asOf', 'knownAt', 'recordedAt'], 'it looks at the store as it is');
  const address = storeAddress(call.options.store);
  const { is, beyond, wrong } = await ofStore(address);
  const findings = [
    ...beyond,
    ...wrong,
    ...(await ofFiles(address)),
    ...(await ofDocuments(address)),
  ];
  const store = shownAddress(address);
  const serves = is !== null && beyond.length === 0;
  const found = { store, sound: findings.length === 0, serves, is, findings };
  if (call.options.json) writeJson(call.terminal, found);
  else (await import('../output/doctor.ts')).showFindings(found, call.terminal);
  return findings.length === 0 ? exitCodes.done : exitCodes.no;
}

/** What a store is, null where it cannot be opened; what is beyond this program; what is wrong. */
interface Looked {
  readonly is: StoreIs | null;
  readonly beyond: readonly Finding[];
  readonly wrong: readonly Finding[];
}

async function ofStore(address: StoreAddress): Promise<Looked> {
  let store: EventStore & Verifiable;
  try {
    store = await openStoreToAsk(address);
  } catch (error) {
    if (!isTimelineError(error) || error.code === 'StoreMissing') throw error;
    return { is: null, beyond: [], wrong: [unopened(error)] };
  }
  try {
    const versions = new VersionCount();
    const wrong = [
      ...(await ofLog(store, address)),
      ...(await ofEvents(store, versions)),
      ...(await ofPeople(address)),
    ];
    const state = await ofState(address);
    const beside = state.length === 0 ? address : { engine: 'memory' as const };
    const is = { ...(await whatItIs(store, beside, versions.others)), engine: address.engine };
    return { is, beyond: beyondThisProgram(is), wrong: [...wrong, ...state] };
  } finally {
    await store.close();
  }
}

/** A file of another version, or a server out of reach, says itself how to go on. */
function unopened(error: Error & { readonly code: string }): Finding {
  if (error.code === 'StoreDamaged') {
    return { about: 'log', finding: error.message, advice: fromBackup };
  }
  return inTwo('log', error.message);
}

/** What a message finds, and what it says to do. */
function inTwo(about: Finding['about'], message: string): Finding {
  const [finding = '', ...advice] = message.split(/(?<=\.) (?=[A-Z])/);
  return { about, finding, advice: advice.join(' ') || fromBackup };
}

const fromBackup =
  'Keep the file as it is. Restore the last backup to another store (`timeline restore FILE --store sqlite:NEW.db`), import again what came since, and verify it.';

const fromExport =
  'What readers are given is sound: take it out with `timeline export --format jsonl --output record.jsonl`, and import that into an empty store (`--store sqlite:NEW.db`), which keeps ids, times and hashes. Keep this file to find out who wrote to it.';

async function ofLog(
  store: EventStore & Verifiable,
  address: StoreAddress,
): Promise<readonly Finding[]> {
  const { seals, why } = await sealsOrWhy(address);
  const { firstBroken, problems, valid, sealFault } = await verifySealed(store, seals, {
    validate: validIfKnown,
  });
  const ahead = recordedAhead((await store.recordedTo?.()) ?? '', now());
  const [what = '', ...then] = ahead?.split(/(?<=\.) (?=Set the clock)/) ?? [];
  const ofClock: Finding[] =
    ahead === null ? [] : [{ about: 'clock', finding: what, advice: then.join(' ') }];
  const ofSeals = [why, sealFault]
    .filter((message) => message !== null)
    .map((message) => inTwo('seals', message));
  if (valid || firstBroken?.reason === sealFault) return [...ofSeals, ...ofClock];
  // with every event in order up to the head, only what lies around the log is wrong
  const readable =
    firstBroken === null || (problems.length > 0 && firstBroken.reason === problems[0]);
  const found = problems.length > 0 ? problems : [firstBroken?.reason ?? ''];
  const advice = readable && firstBroken?.position === null ? fromExport : fromBackup;
  const broken = found.map((finding): Finding => ({ about: 'log', finding, advice }));
  return [...broken, ...ofSeals, ...ofClock];
}

async function ofEvents(store: EventStore, versions: VersionCount): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  try {
    for (let after = beginning; ; ) {
      const page = await store.readAll(after);
      for (const { event, position } of page.events) {
        versions.add(event);
        const excess = excessIn(event);
        if (!excess || findings.length === mostEvents) continue;
        findings.push({
          about: 'event',
          finding: `${event.type} ${event.id} at position ${position} goes beyond what is taken now, at ${excess.place.slice(0, 80)}: ${excess.reason}.`,
          advice:
            'It was taken before there was a limit, and breaks nothing: verify, backup, restore and copy go on as before. An export of it is not taken by import. Where it is a fact that should not stand, retract it: `timeline retract EVENT --why "..."`.',
        });
      }
      if (page.atEnd) return findings;
      after = page.next;
    }
  } catch (error) {
    // what cannot be read was told of already
    if (isTimelineError(error)) return findings;
    throw error;
  }
}

async function ofPeople(address: StoreAddress): Promise<readonly Finding[]> {
  try {
    const register = await openPeopleIfThere(address);
    const found = await register?.verify?.().finally(() => register.close());
    return (found?.problems ?? []).map((finding) => ({
      about: 'people',
      finding: `The register of people: ${finding}.`,
      advice:
        'Take the register out of the last backup that verifies: restore that to another store. Names that sources print come back by importing them again.',
    }));
  } catch (error) {
    if (!isTimelineError(error)) throw error;
    return [
      {
        about: 'people',
        finding: error.message,
        advice:
          'The log is another file. End what uses the store, move the register away, and import the record again: names that sources print come back, erasures do not, so repeat those.',
      },
    ];
  }
}

async function ofState(address: StoreAddress): Promise<readonly Finding[]> {
  if (address.engine !== 'sqlite' || !isThere(statePath(address.path))) return [];
  const { StateDamaged, stateProblems } = await import('@monitoring-timeline/core/state');
  const path = statePath(address.path);
  try {
    const [damage] = stateProblems(path);
    if (damage === undefined) return [];
    throw new StateDamaged(path, new Error(damage));
  } catch (error) {
    if (!(error instanceof StateDamaged)) throw error;
    const [finding = '', ...advice] = error.message.split(/(?<=\)\.) /);
    return [{ about: 'state', finding, advice: advice.join(' ') }];
  }
}

/** What lies beside a store that should not, and who may read it. */
async function ofFiles(address: StoreAddress): Promise<readonly Finding[]> {
  if (address.engine !== 'sqlite') return [];
  const findings: Finding[] = [];
  for (const path of [address.path, peoplePath(address.path), statePath(address.path)]) {
    const file = statSync(path, { throwIfNoEntry: false });
    if (file === undefined && isThere(`${path}-wal`)) {
      findings.push({
        about: 'files',
        finding: `${path}-wal is there without ${path}.`,
        advice: `It was left by a process that ended, and is of no use without its file. Put ${basename(path)} back where it was moved from, or delete it with ${basename(path)}-shm; restore does that by itself.`,
      });
    }
    if (file !== undefined && process.platform !== 'win32' && (file.mode & 0o007) !== 0) {
      findings.push({
        about: 'files',
        finding: `Everybody on this machine may read ${path}.`,
        advice: `Leave it to its owner: chmod 600 ${path}`,
      });
    }
  }
  const folder = dirname(address.path);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => /^\..+\.draft-[A-Za-z0-9]{6}$/.test(one))) {
    findings.push({
      about: 'files',
      finding: `${join(folder, name)} was left by a backup or restore that was ended.`,
      advice: 'Unless one is running now, delete it: nothing in it is needed.',
    });
  }
  return findings;
}

/** Documents that no longer have the hash that they are called by. */
async function ofDocuments(address: StoreAddress): Promise<readonly Finding[]> {
  if (address.engine !== 'sqlite') return [];
  const findings: Finding[] = [];
  for (const { path, sha256 } of await documentsIn(documentsPath(address.path))) {
    if ((await measured(path)).sha256 === sha256) continue;
    findings.push({
      about: 'documents',
      finding: `${path} is not the document that was kept under its name.`,
      advice:
        'Import the document again, which puts it right, or move the file away: its passages go, facts stay. Until then no backup with --documents is made.',
    });
  }
  return findings;
}

function isThere(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
