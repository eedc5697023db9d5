import type { Rank, Source } from '@monitoring-timeline/core';

const councils =
  /(?:^|\.)(?:democracy|councillors|bso)\.[a-z.]+$|(?:^|\.)(?!www\.gov|gov)[a-z-]+\.gov\.uk$|^(?:www\.)?(?:kirkleestogether|croydonlcsb)\.(?:co|org)\.uk$/;
const government = /^(?:www\.)?(?:gov|education\.gov)\.uk$/;

function rankOfHost(host: string): Rank {
  if (government.test(host)) return 'government';
  return councils.test(host) ? 'council' : 'press';
}

const asserters: Readonly<Partial<Record<Rank, Source['assertedBy']>>> = {
  government: 'government',
  council: 'authority',
  press: 'press',
};

/** A page as a source: its host is the publisher and tells the rank; what has no address is secondary. */
export function pageSource(address: string): Source {
  if (!URL.canParse(address) || !/^https?:/.test(address)) {
    const title = address === '' ? 'Page without an address' : address.slice(0, 500);
    return { publisher: 'Not stated', rank: 'secondary', title, assertedBy: 'analyst' };
  }
  const url = new URL(address);
  const host = url.host.replace(/^www\./, '');
  const rank = rankOfHost(url.host);
  return {
    publisher: host,
    rank,
    title: `Page: ${host}${url.pathname}${url.search}`.slice(0, 500),
    url: address,
    assertedBy: asserters[rank] ?? 'press',
  };
}
