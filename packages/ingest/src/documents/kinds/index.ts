import { withReportFacts } from '../fields/report-facts.ts';
import type { KindOfDocument } from '../kind.ts';
import { actionStatement } from './action-statement.ts';
import { annualEngagementLetter } from './annual-engagement-letter.ts';
import { areaSendReport } from './area-send-report.ts';
import { commissionerReport } from './commissioner-report.ts';
import { councilPaper } from './council-paper.ts';
import { directionOrNotice } from './direction-or-notice.ts';
import { focusedVisitLetter } from './focused-visit-letter.ts';
import { improvementBoardPaper } from './improvement-board-paper.ts';
import { inspectionReport } from './inspection-report.ts';
import { jtaiLetter } from './jtai-letter.ts';
import { monitoringVisitLetter } from './monitoring-visit-letter.ts';
import { newsArticle } from './news-article.ts';

/** A kind whose text states single facts too: figures, posts, intervention. */
function alsoReadingFacts(kind: KindOfDocument): KindOfDocument {
  return {
    ...kind,
    extract: (document, context) =>
      withReportFacts(document, kind.extract(document, context), context),
  };
}

/** Every kind of document that is read here. */
export const kindsOfDocument: readonly KindOfDocument[] = [
  inspectionReport,
  alsoReadingFacts(focusedVisitLetter),
  alsoReadingFacts(monitoringVisitLetter),
  jtaiLetter,
  areaSendReport,
  councilPaper,
  newsArticle,
  directionOrNotice,
  commissionerReport,
  improvementBoardPaper,
  annualEngagementLetter,
  actionStatement,
];
