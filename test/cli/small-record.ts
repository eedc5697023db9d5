/** A small record in the shape of the table of outcomes: three graded inspections of two authorities. */
export const outcomes = [
  'authority,framework,inspection_kind,start_date,end_date,published_date,overall,leadership,help_and_protection,children_in_care,care_leavers,adoption,lscb,slac_safeguarding,slac_looked_after,report_url,sources',
  'Sunderland,SIF,sif,2015-05-11,2015-06-04,2015-07-20,inadequate,inadequate,inadequate,inadequate,inadequate,inadequate,inadequate,,,https://example.org/1,report_pdf',
  'Sunderland,SIF,sif_reinspection,2018-04-23,2018-05-18,2018-07-25,inadequate,inadequate,inadequate,requires_improvement,requires_improvement,requires_improvement,,,,https://example.org/2,report_pdf',
  'Merton,ILACS,ilacs_standard,2022-02-28,2022-03-11,2022-05-09,outstanding,outstanding,good,outstanding,,,,,,https://example.org/3,report_pdf',
  '',
].join('\n');

/** As above, with an authority that nobody knows in its second row. */
export const outcomesWithBadRow = outcomes.replace(
  'Sunderland,SIF,sif_rein',
  'Atlantis,SIF,sif_rein',
);
