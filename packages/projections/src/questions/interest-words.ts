import { areas, type Directory } from '@monitoring-timeline/core';
import { z } from 'zod';
import { authoritiesWanted, type NoticeInterest } from '../notices/interest.ts';
import { noticeKinds } from '../notices/kinds.ts';
import { authorityWord, choiceWord, flagWord, regionWord, textWord } from './options.ts';

const authority = authorityWord('notices');

/** The words of an interest in notices: the same for whoever asks, subscribes, or is sent to. */
export const interestWords = {
  region: regionWord,
  authority: z
    .array(authority.unwrap())
    .max(200)
    .optional()
    .meta({
      description: 'One authority, or several, by key, name, alias, URN, ONS or DfE code.',
      examples: ['sunderland'],
      value: 'name',
    }),
  type: z
    .array(choiceWord(noticeKinds, 'A kind of notice; several may be given.', 'kind'))
    .max(noticeKinds.length)
    .optional()
    .meta({ description: 'A kind of notice; several may be given.', value: 'kind' }),
  area: z
    .array(choiceWord(areas, 'Only where the grade of this area changes.', 'area'))
    .max(areas.length)
    .optional()
    .meta({ description: 'Only where the grade of this area changes.', value: 'area' }),
  rule: textWord('Only what this rule leads to, by its id.', 'id').optional(),
  inadequate: flagWord('Only where a grade is inadequate, before or after.'),
  weight: z.enum(['1', '2', '3', '4', '5']).optional().meta({
    description:
      'At least this weight: 5 look now, 4 act, 3 plan by, 2 put right, 1 what came in and reminders.',
    value: 'number',
  }),
} as const;

const shape = z.strictObject(interestWords);

/** What the words of an interest mean. @throws UnknownRegion, UnknownAuthority, AmbiguousAuthority */
export function interestMeant(
  { region, authority: named, type, area, rule, inadequate, weight }: z.output<typeof shape>,
  directory: Directory,
): NoticeInterest {
  return {
    authorities: authoritiesWanted({ region, authority: named }, directory),
    kinds: type && new Set(type),
    areas: area && new Set(area),
    rule,
    inadequate,
    weight: weight === undefined ? undefined : Number(weight),
  };
}
