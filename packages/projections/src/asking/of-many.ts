import type { BoardRow } from '../answers/board.ts';
import type { Commitment } from '../answers/commitments.ts';
import type { CoverageSpan } from '../answers/coverage.ts';
import type { FindingTopic } from '../answers/findings.ts';
import type { ListedAuthority } from '../answers/list.ts';
import type { Picture } from '../answers/picture.ts';
import type { Dates } from '../coordinates.ts';
import type { Timeline } from '../timeline.ts';
import { chosenEntries } from '../views/across/chosen-authorities.ts';
import { parseCondition } from '../views/across/list.ts';
import type { PictureOptions } from '../views/picture/picture.ts';
import { dateGiven, monthsFrom, monthsOf } from './dates.ts';
import type { Manner } from './manner.ts';
import { type Ask, authorityGiven, frameworkGiven } from './words.ts';

export interface RegionWords {
  /** A region of England, by name or code. */
  readonly region?: string | undefined;
}

export interface PictureWords extends RegionWords {
  readonly framework?: string | undefined;
  readonly by?: PictureOptions['by'];
  readonly every?: PictureOptions['every'];
  readonly count?: PictureOptions['count'];
}

/** How many authorities hold each grade. @throws WrongCall; asked: UnknownRegion */
export function askPicture(words: PictureWords, manner: Manner): Ask<Picture> {
  const { region, framework: code, by, every, count } = words;
  const framework =
    code === undefined ? undefined : frameworkGiven(manner.parameter('framework'), code);
  return (timeline, dates) => timeline.picture(dates, { region, framework, by, every, count });
}

/** One row an authority. Asked: @throws UnknownRegion */
export function askBoard({ region }: RegionWords): Ask<readonly BoardRow[]> {
  return (timeline, dates) => timeline.board(dates, { region });
}

export interface ListWords extends RegionWords {
  /** Conditions `AREA=GRADE`; all must hold. */
  readonly where?: readonly string[] | undefined;
  readonly neighboursOf?: string | undefined;
}

/** The authorities in a standing. @throws InvalidCondition, WrongCall; asked: UnknownRegion, UnknownAuthority */
export function askList(words: ListWords, manner: Manner): Ask<readonly ListedAuthority[]> {
  const { region, neighboursOf: of } = words;
  const where = (words.where ?? []).map(parseCondition);
  const neighboursOf = of === undefined ? undefined : authorityGiven(of, manner);
  return (timeline, dates) => timeline.list(dates, { where, region, neighboursOf });
}

export interface FindingsWords extends RegionWords {
  /** Code of a theme, or words of a topic. */
  readonly topic?: string | undefined;
  readonly authority?: string | undefined;
}

/** What reports ask to be improved, by topic. @throws WrongCall; asked: UnknownRegion, UnknownAuthority */
export function askFindings(words: FindingsWords, manner: Manner): Ask<readonly FindingTopic[]> {
  const { topic, region, authority: named } = words;
  const authority = named === undefined ? undefined : authorityGiven(named, manner);
  return (timeline, dates) => timeline.findings(dates, { topic, region, authority });
}

export interface CommitmentsWords extends RegionWords {
  /** Due on or before this day, month or year. */
  readonly by?: string | undefined;
  /** Due within a month, a year or two ends, or so many months or years from the day asked about. */
  readonly within?: string | undefined;
  readonly authority?: string | undefined;
}

/** What authorities said that they would do. @throws WrongCall; asked: UnknownRegion, UnknownAuthority */
export function askCommitments(
  words: CommitmentsWords,
  manner: Manner,
): Ask<readonly Commitment[]> {
  const { by, within, authority: named, region } = words;
  const dueBy = by === undefined ? undefined : dateGiven(manner.parameter('by'), by);
  const months = within === undefined ? undefined : monthsOf(within);
  const span =
    within === undefined || months !== undefined
      ? undefined
      : dateGiven(manner.parameter('within'), within);
  const authority = named === undefined ? undefined : authorityGiven(named, manner);
  return (timeline, dates) => {
    const { asOf } = timeline.coordinates(dates);
    const dueWithin = months === undefined ? span : monthsFrom(asOf, months);
    return timeline.commitments(dates, { authority, region, dueBy, dueWithin });
  };
}

/** Which activity the record lists completely, from when to when. */
export function askCoverage(): Ask<readonly CoverageSpan[]> {
  return (timeline, dates) => timeline.coverage(dates);
}

/** Keys of the authorities that existed on the day asked about, alphabetical by name. @throws UnknownRegion, UnknownAuthority */
export function chosenAuthoritiesOn(
  { directory, coordinates }: Pick<Timeline, 'directory' | 'coordinates'>,
  dates: Dates,
  { region, authority }: RegionWords & { readonly authority?: string | undefined },
): readonly string[] {
  return chosenEntries(coordinates(dates), directory, { region, authority }).map(({ key }) => key);
}
