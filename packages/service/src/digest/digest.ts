import { hash } from 'node:crypto';
import {
  interestMeant,
  interestWords,
  type NoticeInterest,
  type Timeline,
} from '@monitoring-timeline/projections';
import { whereOf } from '@monitoring-timeline/projections/brief';
import { wordsMeant } from '@monitoring-timeline/projections/questions';
import { z } from 'zod';
import { type DigestGiven, InvalidSetting, type Settings } from '../config/index.ts';

const shape = z.strictObject(interestWords);
type Words = z.output<typeof shape>;

/** A digest as it is to be sent: to whom, when, and of what. */
export interface Digest {
  /** The same for the same person and interest over one log, whatever its rhythm; it says nothing of who that is. */
  readonly id: string;
  readonly given: DigestGiven;
  /** Whom it is about, as a heading names it. */
  readonly where: string;
  /** The words of `today` that ask for the same authorities. */
  readonly whose: Pick<Words, 'region' | 'authority'>;
  readonly interest: NoticeInterest;
}

/** What came in is told to who asks for it alone. */
const leastWeight = 2;

/** The digests that are set, each looked at against the directory. @throws InvalidSetting naming the one that cannot be */
export function digestsOf(
  { digests }: Pick<Settings, 'digests'>,
  storeId: string,
  { directory }: Pick<Timeline, 'directory'>,
): readonly Digest[] {
  const found = digests.map((given, index) => {
    const { to, every: _, on: __, at: ___, evenIfNothing: ____, ...words } = given;
    try {
      const meant = wordsMeant(shape, words, {
        parameter: (name) => ({ name, example: (value) => `"${name}": "${value}"` }),
        question: (name) => name,
      });
      const interest = interestMeant(meant, directory);
      const weight = interest.weight ?? (interest.kinds ? undefined : leastWeight);
      const { region, authority } = meant;
      const whose = { region, authority };
      const parts = [storeId, to.toLowerCase(), sorted(words)];
      return {
        id: `digest-${hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 22)}`,
        given,
        where: whereOf(whose, directory),
        whose,
        interest: { ...interest, weight },
      };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new InvalidSetting(`digests[${index}]: ${why}`, { setting: 'digests', index });
    }
  });
  const twice = found.findIndex(({ id }, index) => found.findIndex((one) => one.id === id) < index);
  if (twice >= 0) {
    throw new InvalidSetting(
      `digests[${twice}]: one address is set twice with the same interest. Leave one out, or let them differ, for example by weight.`,
      { setting: 'digests', index: twice },
    );
  }
  return found;
}

function sorted(words: object): readonly (readonly [string, unknown])[] {
  return Object.entries(words)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
