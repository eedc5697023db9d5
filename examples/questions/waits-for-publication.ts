import { chosenAuthorities, standing } from '@monitoring-timeline/projections';
import { question, regionWord } from '@monitoring-timeline/projections/questions';
import { z } from 'zod';

const wait = z.strictObject({
  region: z.string().describe('Region of England.'),
  reports: z.int().meta({
    description: 'Latest graded reports of which both days are known.',
    unit: 'reports',
  }),
  shortest: z.int().meta({ description: 'The shortest wait.', unit: 'calendar days' }),
  median: z.int().meta({ description: 'Half of them waited no longer.', unit: 'calendar days' }),
  longest: z.int().meta({ description: 'The longest wait.', unit: 'calendar days' }),
  because: z.array(z.string()).describe('Ids of the events behind it.'),
});

/** How long authorities waited for their latest graded report: from the last day on site to publication. */
export const waitsForPublication = question({
  name: 'waits-for-publication',
  about: 'many',
  summary: 'How long reports took from the last day on site to publication, by region',
  words: z.strictObject({ region: regionWord }),
  answer: z.array(wait),
  key: ({ region }) => [region],
  async answerOf(records, at, { region }, context) {
    const chosen = chosenAuthorities(await records.all(), at, context.directory, { region });
    const waits = chosen.flatMap((record) => {
      const { authority, report } = standing(record, at, context);
      const days = report?.lag?.calendarDays;
      const because = report?.evidence.map(({ event }) => event) ?? [];
      return days === undefined ? [] : [{ region: authority.region ?? 'none', days, because }];
    });
    return [...Map.groupBy(waits, (one) => one.region)]
      .sort(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([name, own]) => {
        const days = own.map((one) => one.days).sort((a, b) => a - b);
        return {
          region: name,
          reports: days.length,
          shortest: days[0] ?? 0,
          median: days[Math.ceil(days.length / 2) - 1] ?? 0,
          longest: days.at(-1) ?? 0,
          because: [...new Set(own.flatMap((one) => one.because))].sort(),
        };
      });
  },
});
