import type { ReinspectionPicture, ReinspectionStatus } from '../answers/reinspection.ts';
import { reinspectionStatuses } from '../answers/reinspection.ts';
import type { Page } from './page.ts';

const words: Readonly<Record<ReinspectionStatus, string>> = {
  overdue: 'Past the window',
  due: 'Past the usual point, within the window',
  window_open: 'Window open, before the usual point',
  in_progress: 'Begun, report not out',
};

/** Adds how many authorities' next inspection is due or past its window, and how surely, to a page. */
export function addReinspection(page: Page, picture: ReinspectionPicture): void {
  page.section('When the next graded inspection comes');
  page.table(
    [
      { head: 'Authorities', gives: true },
      { head: 'Certain', figures: true },
      { head: 'May be under way', figures: true },
      { head: 'Beyond the record', figures: true },
    ],
    reinspectionStatuses.map((status) => {
      const { certain, may_be_under_way, beyond_record } = picture[status];
      return [words[status], ...[certain, may_be_under_way, beyond_record].map(String)];
    }),
  );
  page
    .blank()
    .text(
      "A wait is the inspectorate's calendar, not a failing of the authority, and a date within the window is usual. What may be under way or lies beyond the record may have been inspected already: reports come out weeks or months later.",
    );
}
