import { addMonths, type ClaimEvent, epochDay, isoDay } from '../../../packages/core/src/index.ts';
import type { PostHolder } from '../../../packages/projections/src/index.ts';
import { shippedEvents } from '../../../test/support/record.ts';
import type { AuditRule, Place } from '../place.ts';

/** Letters on focused visits by authority, in the order of their days: whom they were written to. */
let letters: ReadonlyMap<string, readonly ClaimEvent[]> | undefined;

function lettersTo({ authority, day }: Place): readonly ClaimEvent[] {
  letters ??= Map.groupBy(
    shippedEvents()
      .filter(({ type, source }) => {
        return type === 'LeadershipObserved' && source.title.startsWith('Focused visit letter');
      })
      .sort((a, b) => (a.occurred.from < b.occurred.from ? -1 : 1)),
    (event) => event.authority as string,
  );
  return (letters.get(authority) ?? []).filter(({ known }) => known.from <= day);
}

/** Words of a title by which it names another post than a director's. */
const another =
  /^chief executive|deputy director|assistant director|head of|chair|leader|manager|councillor/i;

function toDirector(event: ClaimEvent): boolean {
  const { title, role } = event.data as { title?: string; role: string };
  return role === 'dcs' || (role === 'other' && !another.test(title ?? ''));
}

/** Nobody is the director after a letter to somebody else. */
export const directorsNotOvertaken: AuditRule = {
  says: 'no director of children’s services is shown whom a later letter to another overtakes',
  *wrong(place) {
    const letter = lettersTo(place).findLast(toDirector);
    const { leadership, lastKnown } = place.standing;
    const shown = leadership.dcs ?? lastKnown.dcs;
    if (!letter) return;
    const day = letter.occurred.from;
    if (!shown) {
      yield `nobody is shown beside the letter of ${day}`;
      return;
    }
    const { person } = letter.data as { person?: string };
    const told = shown.lastTold?.date ?? '';
    if (shown.personId !== person && told < day && shown.state !== 'ended') {
      yield `${shown.person ?? 'somebody not named'}, told of ${told}, beside the letter of ${day} to another`;
    }
  },
};

/** Boards that ended by law have no chair after. */
export const noChairOfEndedBoards: AuditRule = {
  says: 'nobody chairs a safeguarding board after 29 September 2019',
  *wrong({ day, standing }) {
    if (day > '2019-09-29' && standing.leadership.lscb_chair) yield 'a chair is shown';
  },
};

/** Who holds a post was told of within three years; who is only last known was not, or is gone. */
export const oldTellingsStandApart: AuditRule = {
  says: 'a holder was told of within three years, one who was interim, acting or designate within two',
  *wrong({ day, standing }) {
    for (const [role, holder] of Object.entries(standing.leadership)) {
      if (!holder?.lastTold) continue;
      const months = ['interim', 'acting', 'designate'].includes(holder.status) ? 24 : 36;
      if (dayAfter(holder, months) < day) {
        yield `${role} told of ${holder.lastTold.date}, more than ${months} months before`;
      }
    }
  },
};

function dayAfter({ lastTold }: PostHolder, months: number): string {
  const last = `${lastTold?.date.replace(/^by /, '')}-28`.slice(0, 10);
  return isoDay(addMonths(epochDay(last.length === 7 ? `${last}-28` : last), months));
}
