import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Answer } from './serving.ts';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
  readonly example?: string;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
}

/** One operation of the description. */
export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, Content>>;
}

interface Description {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, Partial<Omit<Operation, 'path' | 'method'>>>>>
  >;
}

/** Every operation that a service describes. */
export function operationsIn({ paths }: Description): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], responses = {} }]) => ({
      path,
      method,
      parameters,
      responses,
    })),
  );
}

const pointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Tells what an answer has that its description does not allow: nothing where all is as described. */
export function checker(
  description: Description,
): (operation: Operation, answer: Answer) => string {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(description, 'openapi');
  const compiled = new Map<string, ValidateFunction>();
  return ({ path, method, responses }, { status, headers, text }) => {
    const range = `${String(status)[0]}XX`;
    const code = [String(status), range, 'default'].find((one) => one in responses);
    if (code === undefined) return `status ${status} is not described`;
    if (text === '') return '';
    const media = headers['content-type']?.split(';')[0] ?? 'none';
    const described = responses[code]?.content?.[media];
    if (!described) return `${media} is not described for ${code}`;
    if (!media.endsWith('json')) return '';
    const parts = ['paths', path, method, 'responses', code, 'content', media, 'schema'];
    const $ref = `openapi#/${parts.map(pointer).join('/')}`;
    const validate = compiled.get($ref) ?? ajv.compile({ $ref });
    compiled.set($ref, validate);
    return validate(JSON.parse(text)) ? '' : ajv.errorsText(validate.errors);
  };
}

const days = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2050-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const strange = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '0', '-1', '9999-12-31', '0000-00-00', '2018-02-30', '%00', '../..', 'null'),
  fc.constantFrom(
    'toString',
    '__proto__',
    "'; --",
    '1e999',
    '12345',
    'england',
    '\u0000',
    '\ud800',
  ),
);
const names = fc.constantFrom('sunderland', 'Merton', '80566', 'E08000024', 'dorset', 'Trafford');

/** Values that a parameter takes, or at least looks as if it might. */
function likely({ name, schema, example }: Parameter): fc.Arbitrary<string> {
  const own = schema.enum ?? schema.items?.enum;
  if (own) return fc.constantFrom(...own);
  if (schema.format === 'date') return days;
  if (name === 'authorities') return fc.constantFrom('sunderland trafford', 'Merton E08000024');
  if (/authority|neighboursOf/.test(name)) return names;
  const known: Readonly<Record<string, fc.Arbitrary<string>>> = {
    region: fc.constantFrom('North East', 'london', 'E12000001'),
    framework: fc.constantFrom('SIF', 'ilacs'),
    status: fc.constantFrom('overdue', 'met', 'due'),
    rule: fc.constantFrom('ilacs-cycle'),
    where: fc.constantFrom('overall=good', 'lscb=inadequate'),
    type: fc.constantFrom('ReportPublished', 'ThemeRaised'),
    limit: fc.integer({ min: 1, max: 2000 }).map(String),
    within: fc.constantFrom('6m', '1y'),
    by: days,
    role: fc.constantFrom('dcs', 'leader'),
    recordedAt: days,
    snapshot: fc.constant('SIF outcomes at 5 August 2016'),
  };
  return known[name] ?? fc.constantFrom(example ?? '1');
}

/** An address of an operation: with what it takes, and where wanted with what it cannot. */
export function addressOf(operation: Operation, alsoStrange: boolean): fc.Arbitrary<string> {
  const values = operation.parameters.map((parameter) => {
    const good = likely(parameter);
    const value = alsoStrange ? fc.oneof({ arbitrary: good, weight: 3 }, strange) : good;
    const needed = parameter.required === true || parameter.in === 'path';
    const given = needed ? value : fc.option(value, { nil: undefined, freq: 3 });
    return given.map((text) => ({ parameter, text }));
  });
  return fc.tuple(...values).map((given) => {
    let path = operation.path;
    const query: string[] = [];
    for (const { parameter, text } of given) {
      if (text === undefined) continue;
      const written = encoded(text);
      if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, written || '-');
      else if (parameter.in === 'query') query.push(`${parameter.name}=${written}`);
    }
    return query.length === 0 ? path : `${path}?${query.join('&')}`;
  });
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
