import type { PolicyInput } from '../schema.ts';

const full = {
  activity: 'area_send',
  owedBy: 'inspectorate',
  metBy: { activity: 'area_send' },
  basis: 'usual',
  effective: { from: '2023-01-01' },
  anchor: 'publication',
  clockStops: true,
  verified: false,
  callsOverdue: true,
  source: { title: 'TES on the first year of area SEND inspections under the framework of 2023' },
} as const;

/** What follows an inspection of the area's arrangements for special educational needs; it judges the partnership. */
export const areaSendRules: PolicyInput['rules'] = [
  {
    ...full,
    id: 'area-send-within-five-years',
    owed: 'area SEND inspection',
    version: '2023',
    label: 'Next full area inspection usually within five years',
    trigger: { event: 'area_send_report', outcomes: ['typically_positive'] },
    offsets: { due: { months: 60 } },
  },
  {
    ...full,
    id: 'area-send-within-three-years',
    owed: 'area SEND inspection',
    version: '2023',
    label: 'Next full area inspection usually within three years',
    trigger: {
      event: 'area_send_report',
      outcomes: ['inconsistent', 'widespread_systemic_failings'],
    },
    offsets: { due: { months: 36 } },
  },
  {
    ...full,
    id: 'area-send-monitoring',
    owed: 'area SEND monitoring inspection',
    version: '2023',
    label:
      'Monitoring inspection about 18 months after failings were found; put on hold later, from a day not found',
    trigger: { event: 'area_send_report', outcomes: ['widespread_systemic_failings'] },
    anchor: 'receipt',
    offsets: { due: { months: 18 } },
    callsOverdue: false,
    source: {
      title: 'Area SEND inspections: framework and handbook, 6 June 2025',
    },
  },
];
