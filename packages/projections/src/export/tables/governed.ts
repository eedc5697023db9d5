import type { Commitment } from '../../answers/commitments.ts';
import type { AuthorityShown } from '../../answers/common.ts';
import type { Intervention } from '../../answers/interventions.ts';
import type { Tenure } from '../../answers/leadership.ts';
import { becauseColumn, columnsOf } from '../column.ts';
import { datesOf, eachAuthority, table } from '../table.ts';
import { authorityColumns } from './identity.ts';
import { toldColumns } from './told.ts';

type TenureRow = Tenure & { readonly authority: AuthorityShown };

const held = columnsOf<TenureRow>();

/** Who held which post. */
export const leadershipTable = table<TenureRow>({
  name: 'leadership',
  meaning:
    'Who held which public office, as far as sources tell. Silence is neither a vacancy nor proof that a tenure goes on.',
  grain: 'One row for each time of one person, named or not, in one post.',
  key: ['authority', 'role', 'because'],
  columns: [
    ...authorityColumns<TenureRow>(({ authority }) => authority),
    held.text(
      'role',
      'The office, such as dcs: director of children’s services.',
      (row) => row.role,
    ),
    held.text('title', 'Title as printed.', (row) => row.title),
    held.text(
      'person',
      'Name as the register of people has it when the export is made; empty where nobody is named or the name was erased.',
      (row) => row.person,
    ),
    held.text('person_id', 'Opaque id of the person.', (row) => row.personId),
    held.code(
      'status',
      'How the post is held.',
      ['permanent', 'interim', 'acting', 'designate', 'not_stated'],
      (row) => row.status,
    ),
    held.list('joint_with', 'Other offices held in one joint post.', (row) => row.jointWith),
    held.text(
      'organisation',
      'Where the post is, where not in the council.',
      (row) => row.organisation,
    ),
    ...held.moment('from', 'Beginning.', (row) => row.from),
    ...held.moment('to', 'End; empty where no source tells of one.', (row) => row.to),
    ...held.moment('appointed', 'Appointment.', (row) => row.appointed),
    held.text(
      'first_seen',
      'First day on which a source saw them in post.',
      (row) => row.seen?.first,
    ),
    held.text('last_seen', 'Last day on which a source saw them in post.', (row) => row.seen?.last),
    ...toldColumns<TenureRow>((row) => row),
    held.flag(
      'confirmed',
      'False where somebody was appointed and no source says that they came.',
      (row) => row.confirmed,
    ),
    held.flag(
      'by_address',
      'True where they were seen only in that a letter was addressed to them under another title.',
      (row) => row.byAddress,
    ),
    held.integer(
      'months_at_least',
      'Whole months in post by the end, or by the day asked about: the least.',
      (row) => row.months?.atLeast,
      { unit: 'months' },
    ),
    held.integer(
      'months_at_most',
      'The most, where dates are coarse.',
      (row) => row.months?.atMost,
      { unit: 'months' },
    ),
    held.flag(
      'uncertain',
      'True until the last possible day of a coarse start.',
      (row) => row.uncertain,
    ),
    held.list('reported_by', 'Publishers of the sources.', (row) => row.reportedBy),
    becauseColumn<TenureRow>(),
  ],
  rows: (asked) =>
    eachAuthority(asked, async (key, dates) => {
      const { authority, tenures } = await asked.timeline.leadership(key, dates);
      return tenures.map((one) => ({ ...one, authority }));
    }),
});

type InterventionRow = Intervention & { readonly authority: AuthorityShown };

const begun = columnsOf<InterventionRow>();

/** Government intervention over time. */
export const interventionsTable = table<InterventionRow>({
  name: 'interventions',
  meaning: 'Government interventions over time. They are independent of grades.',
  grain: 'One row for each intervention of an authority.',
  key: ['authority', 'instrument', 'from_as_given', 'because'],
  columns: [
    ...authorityColumns<InterventionRow>(({ authority }) => authority),
    begun.text(
      'instrument',
      'Direction, commissioner, improvement notice, improvement board, adviser or another.',
      (row) => row.instrument,
    ),
    begun.text('title', 'Title as printed.', (row) => row.title),
    begun.text(
      'person',
      'Name of a commissioner or adviser, as the register of people has it.',
      (row) => row.person,
    ),
    ...toldColumns<InterventionRow>((row) => row),
    ...begun.moment(
      'from',
      'Beginning; empty where a source tells only of the end.',
      (row) => row.from,
    ),
    ...begun.moment('to', 'End; empty where no source tells of one.', (row) => row.to),
    begun.text('replaced_by', 'Start of the one that took its place.', (row) => row.replacedBy),
    begun.flag(
      'uncertain',
      'True until the last possible day of a coarse start or end.',
      (row) => row.uncertain,
    ),
    becauseColumn<InterventionRow>(),
  ],
  rows: (asked) =>
    eachAuthority(asked, async (key, dates) => {
      const { authority, history } = await asked.timeline.interventions(key, dates);
      return history.map((one) => ({ ...one, authority }));
    }),
});

const promised = columnsOf<Commitment>();

/** What authorities said that they would do. */
export const commitmentsTable = table<Commitment>({
  name: 'commitments',
  meaning:
    'What authorities said that they would do, and by when. Whether it was kept no kind of source on record tells.',
  grain: 'One row for each commitment.',
  key: ['authority', 'topic', 'because'],
  columns: [
    ...authorityColumns<Commitment>(({ authority }) => authority),
    promised.text('topic', 'What was promised, in few words.', (row) => row.topic),
    promised.text('made', 'When it was said, as precise as its source.', (row) => row.made),
    promised.text('due', 'By when, as precise as its source.', (row) => row.due),
    promised.day('due_from', 'First day that this can mean.', (row) => row.dueFrom),
    promised.day('due_to', 'Last day that this can mean.', (row) => row.dueTo),
    promised.code(
      'status',
      'Where the calendar stands.',
      ['upcoming', 'due', 'day_passed', 'undated'],
      (row) => row.status,
    ),
    ...toldColumns<Commitment>((row) => row),
    promised.text('publisher', 'Whose document it stands in.', (row) => row.publisher),
    promised.text('title', 'Title of the document.', (row) => row.title),
    promised.text('locator', 'Place in it.', (row) => row.locator),
    becauseColumn<Commitment>(),
  ],
  async *rows(asked) {
    const { region, authority } = asked;
    yield* await asked.timeline.commitments(datesOf(asked), { region, authority });
  },
});
