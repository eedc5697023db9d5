import { UnreadableRow } from '../proposal.ts';
import { eachRow, ofsted, type TableKind } from './context.ts';
import { daysOnSite, publicationOf } from './inspections.ts';

const outcomesOf2023 = ['typically_positive', 'inconsistent', 'widespread_systemic_failings'];

/** Area SEND inspections: a three-way outcome for the area partnership, which never sets an authority's standing. */
export const areaSend: TableKind = {
  kind: 'area_send_inspections',
  required: [['authority'], ['start_date'], ['end_date'], ['published_date'], ['outcome']],
  open: (_header, context) =>
    eachRow(context, (builder, row) => {
      const start = row.requiredDay('start_date');
      const published = row.requiredDay('published_date');
      const outcome = row.required('outcome');
      if (!outcomesOf2023.includes(outcome)) {
        throw new UnreadableRow(
          'unknown_outcome',
          `"${outcome}" is not an outcome; write one of ${outcomesOf2023.join(', ')}.`,
          'outcome',
        );
      }
      const authority = context.authority(row.required('authority'), start);
      const days = daysOnSite(start, row.day('end_date'));
      const framework = { framework: 'AREA_SEND', version: '2023' } as const;
      const claim = {
        authority: authority.key,
        source: {
          publisher: ofsted,
          rank: 'report',
          title: `Area SEND inspection report: ${authority.name}, published ${published}`,
          assertedBy: 'inspectorate',
        },
      } as const;
      if (days) {
        builder.add({
          ...claim,
          type: 'InspectionCarriedOut',
          occurred: days,
          known: { from: start, basis: 'assumed' },
          data: framework,
        });
      }
      builder.add({
        ...claim,
        type: 'ReportPublished',
        ...publicationOf(published, published),
        data: { of: { activity: 'inspection', ...framework, days }, published, outcome },
      });
    }),
};
