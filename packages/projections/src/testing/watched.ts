import { england } from '@monitoring-timeline/core';
import { z } from 'zod';
import { type DueRow, dueRowSchema } from '../answers/due.ts';
import { pictureSchema } from '../answers/picture.ts';
import { standingSchema } from '../answers/standing.ts';
import { question } from '../questions/question.ts';
import { regionWord } from '../questions/words.ts';
import { picture as pictureView } from '../views/picture/picture.ts';
import { dueOf, due as dueView } from '../views/reinspection/due.ts';
import { standing as standingView } from '../views/standing/standing.ts';

const counted = z.iso.date().meta({ elapsing: true });

export const standing = question({
  name: 'standing',
  about: 'authority',
  summary: 'Where an authority stands',
  answer: standingSchema.extend({ asOf: counted, knownAt: counted }),
  tables: [],
  answerOf: async (records, at, { authority }, context) =>
    standingView(await records.record(authority), at, context),
});
export const due = question({
  name: 'due',
  about: 'many',
  summary: 'What is due',
  words: z.strictObject({ region: regionWord, authority: z.string().optional() }),
  answer: z.array(dueRowSchema),
  key: ({ authority, rule }) => [authority.name, rule],
  tables: [],
  watched: {
    rowName: ({ rule, anchor }: DueRow, index) => `${rule ?? 'no_rule'}/${anchor?.date ?? index}`,
  },
  async answerOf(records, at, { authority, region }, { policy, directory }) {
    const all = await records.all();
    if (authority === undefined) return dueView(all, at, policy, directory, { region });
    const national = await records.record(england);
    const { key } = directory.resolve(authority, { asOf: at.asOf });
    return dueOf(await records.record(key), at, { policy, directory, national });
  },
});
export const picture = question({
  name: 'picture',
  about: 'many',
  summary: 'The picture',
  answer: pictureSchema,
  tables: [],
  answerOf: async (records, at, words, { directory }) =>
    pictureView(await records.all(), at, words, directory),
});
