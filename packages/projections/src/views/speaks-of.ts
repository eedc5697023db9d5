import type { SpeaksOf } from '../answers/common.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import type { GradedReport } from '../record/graded-report.ts';

/** Counts the documents behind rows, beside the graded reports that there are. */
export function speaksOf(
  record: AuthorityRecord,
  rows: readonly { readonly because: readonly string[] }[],
  reports: readonly GradedReport[],
): SpeaksOf {
  const documents = new Set<string>();
  for (const id of new Set(rows.flatMap(({ because }) => because))) {
    const source = record.claim(id)?.event.source;
    if (source) documents.add(`${source.publisher}\n${source.title}`);
  }
  return { documents: documents.size, gradedReports: reports.length };
}
