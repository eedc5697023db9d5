import { momentOf, monthOrYear } from '../../fields/change-words.ts';
import type { FactRead, Read } from '../../reading.ts';
import { type Block, placesOf, statementsOf } from '../../statements.ts';

const verb = String.raw`(?:published|introduced|launched|implemented|brought\s+in)`;
/** What is told of one inspection is no framework. */
const ofOne = String.raw`(?:reports?|outcomes?|letters?|findings|results?|judgements?|our|your|their)\b`;
const object = String.raw`(?:the|an?|its)\s(?:(?!\b${ofOne})[^.;]){0,80}?(?<name>ILACS|SIF|single\s+inspection\s+framework|inspections?\s+of\s+local\s+authority\s+children['\u2019]s\s+services)(?!\s+(?:inspection|report|letter|visit)\b)`;
const forms = [
  String.raw`\bOfsted\s+${verb}\s+${object}[^.;]{0,40}?\s(?:in|from)\s+${monthOrYear}`,
  String.raw`\b(?:in|from)\s+${monthOrYear},?\s+Ofsted\s+${verb}\s+${object}`,
].map((form) => new RegExp(form, 'i'));

/**
 * When the inspectorate brought in its framework, as a council tells it: a claim about England that need not be right (councils have
 * been a year out), known from the paper.
 */
export function readFrameworkTold(blocks: readonly Block[]): readonly Read<FactRead>[] {
  for (const statement of statementsOf(blocks)) {
    const groups = forms.map((form) => form.exec(statement.text)?.groups).find(Boolean);
    const occurred = groups && momentOf(groups);
    if (!groups || !occurred) continue;
    const name = /^(?:SIF|single)/i.test(groups.name ?? '') ? 'SIF' : 'ILACS';
    const data = { kind: 'framework', topic: `Framework brought in: ${name}, as a council tells` };
    return [
      {
        value: { type: 'ContextNoted', authority: 'england', occurred, data },
        locators: placesOf(statement),
        confidence: 'medium',
        rules: ['paper framework told'],
      },
    ];
  }
  return [];
}
