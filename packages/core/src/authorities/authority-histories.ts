import { authorityKey } from '../events/envelope.ts';
import type { DatedCode, Succession } from './authority.ts';

/** What the list of codes cannot say of an authority: when it came and went, its codes before, its other names. */
export interface AuthorityHistory {
  readonly established?: string;
  readonly abolished?: string;
  readonly predecessors?: readonly Succession[];
  /** ONS codes in order of time, in place of the one in the list. */
  readonly ons?: readonly DatedCode[];
  readonly aliases?: readonly string[];
}

/** A code that took another's place on a day; `verified` speaks of the earlier one. */
function recoded(
  before: string,
  last: string,
  since: string,
  code: string,
  verified = true,
): readonly DatedCode[] {
  return [
    { code: before, to: last, ...(verified ? {} : { verified: false as const }) },
    { code, from: since },
  ];
}

/** It took over the whole area of an authority from a day on. */
function from(key: string, on: string): Succession {
  return { key: authorityKey(key), on };
}

function partOf(key: string, on: string): Succession {
  return { ...from(key, on), part: true };
}

/**
 * Reorganisations of English local government, as far as they touch children's services. The counties of Cheshire and Bedfordshire,
 * abolished on 31 March 2009, are outside the record and not listed. Surrey is to be split into East and West Surrey on 1 April
 * 2027 (announced 28 October 2025): until then there is nothing to list, and afterwards the log's own events say so.
 */
export const histories: Readonly<Record<string, AuthorityHistory>> = {
  bedford: { established: '2009-04-01', aliases: ['Bedford Borough'] },
  'central-bedfordshire': { established: '2009-04-01' },
  'cheshire-east': { established: '2009-04-01' },
  'cheshire-west-and-chester': { established: '2009-04-01', aliases: ['Cheshire West'] },

  bournemouth: { abolished: '2019-03-31' },
  poole: { abolished: '2019-03-31' },
  'dorset-to-2019': {
    abolished: '2019-03-31',
    aliases: ['Dorset', 'Dorset (pre-2019)', 'Dorset County Council'],
  },
  'bournemouth-christchurch-and-poole': {
    established: '2019-04-01',
    predecessors: [
      from('bournemouth', '2019-04-01'),
      from('poole', '2019-04-01'),
      // Christchurch
      partOf('dorset-to-2019', '2019-04-01'),
    ],
    aliases: ['BCP'],
  },
  dorset: {
    established: '2019-04-01',
    predecessors: [partOf('dorset-to-2019', '2019-04-01')],
  },

  northamptonshire: { abolished: '2021-03-31' },
  'north-northamptonshire': {
    established: '2021-04-01',
    predecessors: [partOf('northamptonshire', '2021-04-01')],
  },
  'west-northamptonshire': {
    established: '2021-04-01',
    predecessors: [partOf('northamptonshire', '2021-04-01')],
  },

  cumbria: { abolished: '2023-03-31' },
  cumberland: {
    established: '2023-04-01',
    predecessors: [partOf('cumbria', '2023-04-01')],
  },
  'westmorland-and-furness': {
    established: '2023-04-01',
    predecessors: [partOf('cumbria', '2023-04-01')],
  },

  // counties that became unitary in place keep URN and DfE code
  buckinghamshire: { ons: recoded('E10000002', '2020-03-31', '2020-04-01', 'E06000060', false) },
  'north-yorkshire': { ons: recoded('E10000023', '2023-03-31', '2023-04-01', 'E06000065', false) },
  somerset: { ons: recoded('E10000027', '2023-03-31', '2023-04-01', 'E06000066', false) },

  // an edit of a boundary is enough for another ONS code
  gateshead: { ons: recoded('E08000020', '2013-03-31', '2013-04-01', 'E08000037', false) },
  northumberland: { ons: recoded('E06000048', '2013-03-31', '2013-04-01', 'E06000057', false) },
  barnsley: { ons: recoded('E08000016', '2025-03-31', '2025-04-01', 'E08000038') },
  sheffield: { ons: recoded('E08000019', '2025-03-31', '2025-04-01', 'E08000039') },

  'bath-and-north-east-somerset': { aliases: ['BANES', 'B&NES'] },
  'blackburn-with-darwen': { aliases: ['Blackburn'] },
  'brighton-and-hove': { aliases: ['Brighton'] },
  'city-of-london': { aliases: ['London Corporation', 'Corporation of London'] },
  durham: { aliases: ['County Durham'] },
  'east-riding-of-yorkshire': { aliases: ['East Riding'] },
  'hammersmith-and-fulham': { aliases: ['LBHF'] },
  'isles-of-scilly': { aliases: ['Scilly'] },
  'kensington-and-chelsea': { aliases: ['RBKC'] },
  'kingston-upon-hull': { aliases: ['Hull', 'Kingston upon Hull, City of'] },
  'newcastle-upon-tyne': { aliases: ['Newcastle'] },
  'redcar-and-cleveland': { aliases: ['Redcar'] },
  'richmond-upon-thames': { aliases: ['Richmond'] },
  'southend-on-sea': { aliases: ['Southend'] },
  'stockton-on-tees': { aliases: ['Stockton'] },
  'stoke-on-trent': { aliases: ['Stoke'] },
  'telford-and-wrekin': { aliases: ['Telford'] },
  'windsor-and-maidenhead': { aliases: ['RBWM'] },
};
