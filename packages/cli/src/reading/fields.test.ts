import { describe, expect, it } from 'vitest';
import { valueText } from './fields.ts';

const occurred = { precision: 'day', from: '2024-05-14' };
const shown = (type: string, data: Readonly<Record<string, unknown>>) =>
  valueText({ type, occurred, data }, (id) => (id === 'p-1' ? 'Ada Quill' : null));

describe('a fact of a document in a line for a person', () => {
  it('names a post by its title, and by its role in words where it has none', () => {
    const title = 'Director of Children’s Services';
    expect(shown('LeadershipObserved', { role: 'dcs', title, person: 'p-1' })).toBe(
      'Director of Children’s Services, Ada Quill (2024-05-14)',
    );
    expect(shown('LeadershipChanged', { role: 'dcs', status: 'interim' })).toBe(
      'director of children’s services, interim (2024-05-14)',
    );
  });

  it('does not say of a theme which document raised it, since that one is shown', () => {
    const at = { activity: 'visit', visitKind: 'monitoring', sequence: 2 };
    expect(shown('ThemeRaised', { theme: 'consent_recording', topic: 'Consent', at })).toBe(
      'Consent (2024-05-14)',
    );
  });
});
