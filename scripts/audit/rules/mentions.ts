import { type Area, isOfficial } from '../../../packages/core/src/index.ts';
import type { AuditRule } from '../place.ts';

/** What a paper or the press tells of sets a grade only where no report of the inspectorate is known at all. */
export const mentionsSetNothing: AuditRule = {
  says: 'no grade rests on what others than the inspectorate tell where a report of its own is known; a mention is no standing',
  *wrong({ record, knowledge, standing }) {
    const official = knowledge.claims.some(
      (claim) =>
        claim.event.type === 'ReportPublished' && claim.event.data.judgements && isOfficial(claim),
    );
    if (!official) return;
    if (standing.assurance === 'secondary')
      yield 'assurance is secondary beside an official report';
    const graded = [['overall', standing.overall] as const, ...Object.entries(standing.areas)];
    for (const [area, shown] of graded) {
      if (!shown || shown.grade === 'not_reported') continue;
      const claims = shown.because.flatMap((id) => record.claim(id) ?? []);
      const given = claims.some((claim) => isOfficial(claim) && grades(claim.event, area as Area));
      if (!given) yield `${area} ${shown.grade} rests on no word of the inspectorate`;
    }
    for (const { inspected, publisher } of standing.mentions) {
      if (inspected === null) yield `a mention by ${publisher} of no day`;
    }
  },
};

function grades(event: { readonly type: string; readonly data: unknown }, area: Area): boolean {
  const { judgements } = event.data as { judgements?: readonly { area: Area }[] };
  return event.type === 'ReportPublished' && (judgements ?? []).some((one) => one.area === area);
}
