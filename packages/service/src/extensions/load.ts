import type { KindOfDocument, TableKind } from '@monitoring-timeline/ingest';
import { type Policy, policyFrom } from '@monitoring-timeline/projections/policy';
import type { Question } from '@monitoring-timeline/projections/questions';
import { shippedQuestions } from '@monitoring-timeline/projections/shipped';
import { exportsOf, InvalidExtension } from './modules.ts';
import {
  documentKinds,
  faultOf,
  hasField,
  isMeantAs,
  questions,
  type Sort,
  tableKinds,
} from './sorts.ts';

/** What can be asked and read with modules of whoever runs this, beside what is shipped. */
export interface Extensions {
  /** The shipped ones, then those of the modules. */
  readonly questions: readonly Question[];
  /** Kinds of document of the modules; undefined where they bring none, so that reading stays in threads. */
  readonly kinds: readonly KindOfDocument[] | undefined;
  /** Kinds of table of the modules; undefined where they bring none. */
  readonly tables: readonly TableKind[] | undefined;
  /** What a module brings in the place of the shipped policy. */
  readonly policy:
    | {
        /** The module. */
        readonly file: string;
        /** Its policy. */
        readonly rules: Policy;
      }
    | undefined;
}

/**
 * Loads modules. Each exports questions, projections, kinds of document, kinds of table or a policy, under any names or in lists;
 * whatever else it exports is its own affair. `taken` are names that no question may have beside the shipped ones.
 * @throws InvalidExtension where one cannot be loaded, brings nothing, something without its shape or a name that is taken, or
 * where two bring a policy; InvalidPolicy naming every place of a policy that is wrong
 */
export async function loadExtensions(
  files: readonly string[],
  taken: readonly string[] = [],
): Promise<Extensions> {
  const asked: Question[] = [];
  const documents: KindOfDocument[] = [];
  const tables: TableKind[] = [];
  const names = new Set([...taken, ...shippedQuestions.map(({ name }) => name)]);
  let policy: Extensions['policy'];
  for (const file of files) {
    const exported = await exportsOf(file);
    const [own, ownDocuments, ownTables] = [
      wellMade(file, exported, questions),
      wellMade(file, exported, documentKinds),
      wellMade(file, exported, tableKinds),
    ];
    const ownRules = exported.filter((one) => hasField(one, 'rules'));
    if ([own, ownDocuments, ownTables, ownRules].every(({ length }) => length === 0)) {
      throw new InvalidExtension(
        file,
        'it exports no question, no kind of document or table and no policy. Export what `question({...})` or `projection({...})` makes, a `KindOfDocument`, a `TableKind` or a policy',
      );
    }
    for (const one of own) {
      if (names.has(one.name)) {
        throw new InvalidExtension(
          file,
          `the name "${one.name}" is taken. Give the question another`,
        );
      }
      names.add(one.name);
      asked.push(one);
    }
    documents.push(...ownDocuments);
    tables.push(...ownTables);
    for (const one of ownRules) {
      if (policy !== undefined) throw secondPolicy(file, policy.file);
      policy = { file, rules: policyFrom(one, file) };
    }
  }
  return {
    questions: [...shippedQuestions, ...asked],
    kinds: documents.length > 0 ? documents : undefined,
    tables: tables.length > 0 ? tables : undefined,
    policy,
  };
}

/** What a module exports of one sort. @throws InvalidExtension with all that one of them lacks */
function wellMade<T>(file: string, exported: readonly unknown[], sort: Sort<T>): readonly T[] {
  return exported
    .filter((one) => isMeantAs(sort, one))
    .map((one) => {
      const fault = faultOf(sort, one);
      if (fault !== undefined) throw new InvalidExtension(file, fault);
      return sort.as(one);
    });
}

/**
 * The rules that answers go by, where they are not those in force: of a file that was named, or of a module.
 * @throws InvalidExtension where both bring some
 */
export function policyAmong(
  named: { readonly file: string; readonly rules: Policy } | undefined,
  { policy }: Pick<Extensions, 'policy'>,
): Policy | undefined {
  if (named !== undefined && policy !== undefined) throw secondPolicy(policy.file, named.file);
  return (named ?? policy)?.rules;
}

function secondPolicy(file: string, other: string): InvalidExtension {
  return new InvalidExtension(
    file,
    `it brings a policy, and so does ${file === other ? 'it once more' : other}. Answers go by one: name one of them`,
  );
}
