import type { VisitKind } from '@monitoring-timeline/core';
import { rolesOfAddressee, statusOfTitle } from '../../tables/leadership.ts';
import type { ExtractContext } from '../kind.ts';
import type { AddresseeRead, FactRead, Read } from '../reading.ts';

/**
 * Whom a letter is addressed to, one or several, is seen in that post on its day, and on no other. Nothing comes of an address without a name or a
 * title, nor of a letter without a day.
 */
export function observedLeader(
  addressee: Read<AddresseeRead> | undefined,
  letterDate: Read<string> | undefined,
  context: ExtractContext,
  visit?: VisitKind,
): readonly Read<FactRead>[] {
  if (!addressee || !letterDate || letterDate.confidence === 'low') return [];
  return [addressee.value, ...(addressee.value.with ?? [])].flatMap(({ name, role: title }) => {
    if (!name || !title) return [];
    const { role, jointWith } = rolesOfAddressee(title);
    return [
      {
        value: {
          type: 'LeadershipObserved' as const,
          occurred: { precision: 'day' as const, from: letterDate.value },
          data: {
            role,
            title: title.slice(0, 300),
            person: context.person(name),
            status: statusOfTitle(title),
            jointWith,
            addresseeOf: visit,
          },
        },
        locators: addressee.locators,
        confidence: addressee.confidence,
        note: addressee.note,
      },
    ];
  });
}
