import type { PolicyInput } from '../schema.ts';

const announced = {
  title: 'GOV.UK, 17 March 2020: routine inspections are suspended',
  url: 'https://www.gov.uk/government/organisations/ofsted',
};
const july2020 = { title: 'GOV.UK, July 2020: visits without grades from September' };
const april2021 = {
  title: 'Children and Young People Now, 27 April 2021',
  url: 'https://www.cypnow.co.uk/',
};

/** When activities stood still, each for itself. The clocks of the inspectorate stood still with them. */
export const suspensions: NonNullable<PolicyInput['suspensions']> = [
  {
    activity: 'graded_inspection',
    from: '2020-03-17',
    to: '2021-06-27',
    // told of by the inspection that began the next day, and by nothing before
    endKnown: '2021-06-28',
    reason:
      'COVID-19; announced on the first day, the last day is the one before the next inspection on record',
    source: announced,
  },
  {
    activity: 'focused_visit',
    from: '2020-03-17',
    to: '2020-08-31',
    endKnown: '2020-07-06',
    reason: 'COVID-19; visits without grades resumed in September 2020',
    source: july2020,
  },
  {
    activity: 'focused_visit',
    from: '2020-11-05',
    to: '2021-01-31',
    reason:
      'COVID-19: second lockdown; three visits of November and December 2020 are on record, none of January 2021',
    verified: false,
    source: { title: 'Council report of autumn 2020 on inspection regimes (Cumbria)' },
  },
  {
    activity: 'monitoring_visit',
    from: '2020-03-17',
    to: '2021-05-31',
    endKnown: '2021-04-27',
    reason:
      'COVID-19; visits to all inadequate authorities were to resume by the end of May 2021, and single ones came earlier',
    verified: false,
    source: april2021,
  },
  {
    activity: 'jtai',
    from: '2020-03-17',
    to: '2021-12-31',
    reason: 'COVID-19; the programme began again in 2022',
    verified: false,
    source: { title: 'Joint targeted area inspections: guidance, 28 March 2022' },
  },
  {
    activity: 'area_send',
    from: '2020-03-17',
    to: '2021-03-31',
    reason: 'COVID-19; re-visits began again in April 2021',
    verified: false,
    source: { title: 'Area SEND inspections and re-visits: guidance of 2021' },
  },
];
