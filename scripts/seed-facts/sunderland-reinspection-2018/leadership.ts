import type { Reading } from '../authoring.ts';
import { by, month, range, since } from '../dates.ts';

const council = 'Sunderland City Council';
const company = 'Together for Children';

/** Posts without names, the count of changes, the company and the improvement board. */
export function leadershipFacts(report: Reading): void {
  report.claim(
    'LeadershipChanged',
    { occurred: since('2017-11'), at: 'lines 24, 78 and 80; paragraph 77' },
    {
      role: 'dcs',
      status: 'interim',
      jointWith: ['adult_services_director'],
      organisation: council,
      change: 'started',
    },
  );
  report.claim(
    'LeadershipChanged',
    { occurred: since('2017-11'), at: 'line 81' },
    {
      role: 'delivery_chief_executive',
      status: 'interim',
      organisation: company,
      change: 'started',
    },
  );
  // one post, but the report does not say of which body its holder will be chief executive
  report.claim(
    'LeadershipChanged',
    { occurred: since('2018-07'), at: 'line 82; paragraph 77' },
    {
      role: 'dcs',
      title: 'single post: director and chief executive, of which body is not said',
      status: 'designate',
      change: 'appointed',
    },
  );
  report.claim(
    'LeadershipChanged',
    { occurred: since('2016-04'), at: 'line 83, read as the council post' },
    { role: 'chief_executive', change: 'started' },
  );
  report.claim(
    'LeadershipChanged',
    { occurred: since('2017-05'), at: 'line 84' },
    {
      role: 'lscb_chair',
      organisation: 'Sunderland Safeguarding Children Board',
      change: 'started',
    },
  );

  const sinceLastInspection = range('2015', '2018-05');
  report.claim(
    'TurnoverObserved',
    { occurred: sinceLastInspection, at: 'paragraph 77' },
    { role: 'dcs', count: 4, printed: 'four changes' },
  );
  report.claim(
    'TurnoverObserved',
    { occurred: sinceLastInspection, at: 'lines 24 and 330' },
    { role: 'dcs', printed: 'several changes' },
  );

  // set up in answer to the inspection of 2015, on a day that the report does not give
  report.claim(
    'InterventionStarted',
    { occurred: by('2018-03'), at: 'line 24; paragraph 73' },
    {
      instrument: 'improvement_board',
      note: "several agencies, led by the government's commissioner; begun after the 2015 inspection",
    },
  );
  report.claim(
    'InterventionEnded',
    { occurred: month('2018-03'), at: 'paragraph 73' },
    {
      instrument: 'improvement_board',
      note: 'too early, in the view of inspectors; the safeguarding board took over quality, the company board delivery',
    },
  );
  report.claim(
    'InterventionStarted',
    { occurred: by('2017-04'), at: 'line 90' },
    { instrument: 'direction', note: 'the company was set up under a direction; undated' },
  );

  report.claim(
    'DeliveryChanged',
    { occurred: month('2017-04'), at: 'line 90' },
    {
      provider: company,
      form: 'company',
      stage: 'established',
      note: 'limited by guarantee, owned by the council, under contract; its chair is appointed by the government',
    },
  );
  report.claim(
    'DeliveryChanged',
    { occurred: month('2017-04'), at: 'line 24; paragraph 73' },
    {
      provider: company,
      form: 'company',
      stage: 'delivering',
      note: 'early help, social care and education; the duties of director and lead member stay with the council',
    },
  );
}
