import canonicalize from 'canonicalize';
import { v5 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { claimEvent, day, inspected, reported } from '../testing/claims.ts';
import {
  claims,
  claimTypes,
  eventType,
  InvalidEvent,
  operationalTypes,
  validateClaim,
  validateForAppend,
} from './catalogue.ts';
import type { EventEnvelope } from './envelope.ts';
import { claimId } from './identity.ts';
import { operationalEvents } from './operational.ts';
import { streamOf } from './streams.ts';
import { UnknownEventType, upcast } from './upcast.ts';

const report = reported({ overall: 'good' }, { published: '2018-07-25' });

function refusal(event: unknown): InvalidEvent {
  try {
    validateForAppend(event);
  } catch (error) {
    if (error instanceof InvalidEvent) return error;
    throw error;
  }
  throw new Error('the event was not refused');
}

describe('the event catalogue', () => {
  it('takes an event that fits, and gives it back unchanged', () => {
    expect(validateForAppend(report)).toEqual(report);
  });

  it('names the place and the reason where one does not fit', () => {
    const broken = { ...report, known: { from: '2018-02-30', basis: 'published' } };
    expect(refusal(broken).message).toContain('/known/from');
    expect(refusal(broken).message).toContain('is no day that exists');
    const unsaid = { target: report.id, why: 'x', cause: 'ours' };
    expect(
      refusal({ ...report, type: 'FactRetracted', version: 1, data: unsaid }).message,
    ).toContain('/data/why: is shorter than 3 characters');
    expect(refusal({ ...report, data: { of: { activity: 'party' } } }).message).toContain(
      '/data/of/activity',
    );
  });

  it('refuses a type and a version that nothing defines', () => {
    expect(refusal({ ...report, type: 'ReportImagined' }).message).toContain('ReportImagined');
    expect(refusal({ ...report, version: 9 }).code).toBe('InvalidEvent');
    expect(refusal(null).code).toBe('InvalidEvent');
  });

  it('refuses what the schema does not name, so that nothing unseen is stored', () => {
    expect(refusal({ ...report, opinion: 'poor' }).code).toBe('InvalidEvent');
  });

  it('refuses a range that ends before it starts', () => {
    const backwards = {
      ...report,
      occurred: { precision: 'range', from: '2018-05-18', to: '2018-04-23' },
    };
    expect(refusal(backwards).message).toContain('/occurred/to');
  });

  it('says of every type, in one value, its version, what people call it and where it belongs', () => {
    for (const type of [...claimTypes, ...operationalTypes]) {
      const { version, noun, belongs, earlier = [] } = eventType(type)!;
      expect(noun).toMatch(/^[a-z][a-z ]+$/);
      expect(belongs === 'authority').toBe(claimTypes.has(type));
      // every version that a log may hold leads to the present one
      expect(earlier.map((one) => one.version)).toEqual(
        Array.from({ length: version - 1 }, (_, index) => index + 1),
      );
    }
  });

  it('keeps claims and operational events apart, each under a name of its own', () => {
    expect(claimTypes.size).toBe(claims.length);
    expect(operationalTypes.size).toBe(operationalEvents.length);
    expect([...operationalTypes].filter((type) => claimTypes.has(type))).toEqual([]);
  });
});

describe('versions of one type', () => {
  const person = 'p-0123456789abcdef0123';
  const present = inspected({ days: day('2016-05-23') });
  const earlier = { ...present, version: 1, data: { framework: 'SIF', leadInspector: person } };

  it('are one claim only in the present one', () => {
    expect(validateClaim(present)).toEqual(present);
    expect(() => validateClaim(earlier)).toThrow(InvalidEvent);
  });

  it('are both taken into the log, and read side by side as the present one', () => {
    expect(validateForAppend(earlier)).toEqual(earlier);
    expect(upcast(earlier as EventEnvelope)).toMatchObject({
      version: 2,
      data: { framework: 'SIF', inspectors: [{ person, role: 'lead' }] },
    });
    expect(upcast(present)).toBe(present);
  });

  it('stop the reader where a type or version is unknown: nothing is skipped in silence', () => {
    expect(() => upcast({ ...present, version: 7 } as never)).toThrow(UnknownEventType);
    expect(() => upcast({ ...present, type: 'Unheard' } as never)).toThrow(/Update the program/);
  });
});

describe('the id of a claim', () => {
  const { id: _, ...content } = report;

  it('is the same for the same claim of the same source, wherever in the document it was read', () => {
    const elsewhere = {
      ...content,
      source: { ...content.source, locator: 'page 3', sha256: 'a'.repeat(64) },
    };
    expect(claimId(elsewhere)).toBe(claimId(content));
    expect(claimId(content)).toBe(report.id);
  });

  it('is the UUID version 5 of what it claims in canonical JSON, as anyone can make it', () => {
    const { type, authority, occurred, known, data, source } = report;
    const { publisher, title } = source;
    const said = { type, authority, source: { publisher, title }, occurred, known, data };
    expect(report.id).toBe(v5(canonicalize(said) ?? '', '3f0c1ab4-6f0e-5d7e-9a55-0b8f5a3f7c11'));
  });

  it('differs with the source, its edition, and anything that is claimed', () => {
    const ids = [
      content,
      { ...content, authority: 'stockton-on-tees' },
      { ...content, source: { ...content.source, edition: '2' } },
      { ...content, source: { ...content.source, publisher: 'A council' } },
      { ...content, known: { from: '2018-07-26', basis: 'published' } },
      { ...content, data: { ...content.data, published: '2018-07-26' } },
    ].map((claim) => claimId(claim as never));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('streams', () => {
  it('hold an authority each, national facts together, and operations apart', () => {
    expect(streamOf(report)).toBe('authority-sunderland');
    const coverage = claimEvent(
      'CoverageStated',
      { activity: 'graded_inspection', axis: 'published' },
      { authority: 'england' },
    );
    expect(streamOf(coverage)).toBe('national');
    expect(streamOf(report, 'run-7-')).toBe('run-7-authority-sunderland');
  });
});
