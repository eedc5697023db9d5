import { addDays, addMonths, type EpochDay, epochDay, isoDay } from '@monitoring-timeline/core';
import { dayGiven, instantGiven } from '@monitoring-timeline/projections/asking';
import { londonToday } from '@monitoring-timeline/projections/reader';
import {
  createToken,
  LastUse,
  type Role,
  revokeToken,
  roles,
  type Token,
  TokenBook,
  tokenState,
} from '@monitoring-timeline/service';
import { type Call, type GlobalOptions, hint } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { typed } from '../call/manner.ts';
import { askStore, type OpenedStore } from '../compose/asking.ts';
import { now } from '../compose/clock.ts';
import { openState } from '../compose/open-state.ts';
import { byHand } from '../compose/writing-by-hand.ts';
import { writeJson } from '../output/json.ts';
import { showToken, showTokens, type TokenShown } from '../output/tokens.ts';
import { choice, refuseDates } from './answering.ts';

export interface TokenCallOptions extends GlobalOptions {
  readonly role?: string;
  readonly expires?: string;
  readonly name?: string;
  readonly by?: string;
}

/** `timeline token create`: prints the token, this once. @throws WrongCall, the errors of the store */
export async function createOne(call: Call<TokenCallOptions>): Promise<ExitCode> {
  const { role: wanted = '', expires: until = '90d', name, by, json } = call.options;
  refuse(call);
  const role: Role = choice('--role', wanted, roles);
  const expires = expiryOf(until);
  return askStore(call, async (asked) => {
    const { token, text } = await createToken({ role, expires, name }, changer(asked, by));
    if (json) writeJson(call.terminal, { ...token, text });
    else {
      call.terminal.out.write(`${text}\n`);
      hint(call, showToken(token));
    }
    return exitCodes.done;
  });
}

/** `timeline token list`. @throws WrongCall, the errors of the store */
export async function listTokens(call: Call<TokenCallOptions>): Promise<ExitCode> {
  refuse(call);
  return askStore(call, async (asked) => {
    const tokens = await shown(await new TokenBook(asked.store).all(), asked);
    if (call.options.json) writeJson(call.terminal, tokens);
    else showTokens(tokens, call.terminal);
    return exitCodes.done;
  });
}

/** `timeline token revoke ID`: for good, and at once for a service that runs. @throws UnknownToken, WrongCall */
export async function revokeOne(id: string, call: Call<TokenCallOptions>): Promise<ExitCode> {
  refuse(call);
  return askStore(call, async (asked) => {
    const token = await revokeToken(id, changer(asked, call.options.by));
    const [one] = await shown([token], asked);
    if (call.options.json) writeJson(call.terminal, one);
    else
      call.terminal.out.write(
        `Token ${id} is revoked. A service that runs refuses it from now on.\n`,
      );
    return exitCodes.done;
  });
}

function refuse(call: Call): void {
  refuseDates(call, 'token', ['asOf', 'knownAt', 'recordedAt'], 'tokens are as they are now');
}

function changer(asked: OpenedStore, by: string | undefined) {
  const { store, actor } = byHand(asked, by);
  return { store, actor, now: now() };
}

async function shown(
  tokens: readonly Token[],
  { store, address }: OpenedStore,
): Promise<TokenShown[]> {
  const state = await openState(address);
  try {
    const used = await new LastUse(state, store.id).all();
    return tokens.map((token) => ({
      ...token,
      state: tokenState(token, now().getTime()),
      lastUsed: used.get(token.id) ?? null,
    }));
  } finally {
    await state.close();
  }
}

/** The longest time for which a token is given. */
const longestDays = 731;

/** `90d`, `6m`, `1y`, or the last day. @throws WrongCall */
function expiryOf(text: string): Date {
  const today = epochDay(londonToday(now()));
  const [, number, unit] = /^(\d{1,4})([dmy])$/i.exec(text.trim()) ?? [];
  const last =
    number === undefined || unit === undefined
      ? lastDayOf(text)
      : dayAfter(today, Number(number), unit.toLowerCase());
  if (last > today && last - today <= longestDays) {
    return new Date(instantGiven(typed('--expires'), isoDay(last)));
  }
  throw new WrongCall(
    `--expires: "${text}" is not within the next two years. Write for example --expires 90d, or the last day.`,
    { text },
  );
}

function lastDayOf(text: string): EpochDay {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text.trim())) return epochDay(dayGiven(typed('--expires'), text));
  throw new WrongCall(
    `--expires: "${text}" is no span and no day. Write for example --expires 90d, 6m, 1y, or the last day as 2027-03-31.`,
    { text },
  );
}

function dayAfter(today: EpochDay, number: number, unit: string): EpochDay {
  return unit === 'd' ? addDays(today, number) : addMonths(today, number * (unit === 'y' ? 12 : 1));
}
