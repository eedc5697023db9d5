import type { Section } from '../../statements.ts';
import { momentPattern } from '../moments.ts';
import { numberPattern, percentPattern } from '../numbers.ts';
import type { Unit } from './measure.ts';

/**
 * The section on the area that every report under the single inspection framework prints in nearly the same words: lists of
 * children living in the area, protected and looked after, each with its date, and with the date a year before.
 */

/** Which date a value has: that of the line (or of the list), the earlier one of its line, the time of the report ... */
export type When =
  | 'line'
  | 'before'
  | 'published'
  | 'inspection_start'
  | 'twelve_months'
  | 'two_years'
  | 'since_previous';

export interface Gives {
  readonly code: string;
  readonly label: string;
  readonly unit?: Unit;
  /** Group of the value. */
  readonly value: string;
  readonly when: When;
  readonly numerator?: string;
  /** A group, or the count of the children looked after that the list is of. */
  readonly denominator?: string;
  readonly national?: string;
  readonly approximate?: boolean;
}

export interface ProfileRule {
  readonly sections: readonly Section[];
  readonly intro?: RegExp;
  readonly told: RegExp;
  readonly gives: readonly Gives[];
}

/** Patterns are written with N (number), P (percentage), D (date) and W (anything within the sentence). */
function pattern(source: string): RegExp {
  const text = source
    .replaceAll('<<N>>', numberPattern)
    .replaceAll('<<P>>', percentPattern)
    .replaceAll('<<D>>', momentPattern)
    .replaceAll('<<W>>', String.raw`(?:[^.;]|\.\d)`);
  return new RegExp(text, 'i');
}

const national = String.raw`(?:\s*\((?:the\s+)?national\s+average(?:\s+\([^)]*\))?\s+(?:is|was)\s+(?<national>\d+(?:\.\d+)?\s?%)\))?`;
const schools = (level: string): string =>
  String.raw`\bin\s+(?:nursery\s+and\s+)?${level}\s+schools?\s+(?:is|are|was)\s+(?<p><<P>>)${national}`;
const change = String.raw`this\s+is\s+(?:an?\s+)?(?:\w+\s+)?(?:increase|decrease|reduction|rise|fall|similar|the\s+same|unchanged|lower|higher|more|fewer)\s*(?:from|to|as|than)?\s+(?:the\s+)?`;

const living: readonly Section[] = ['living_here'];
const protection: readonly Section[] = ['child_protection'];
const looked: readonly Section[] = ['looked_after'];

export const profileRules: readonly ProfileRule[] = [
  {
    sections: living,
    told: pattern(
      String.raw`(?<n><<N>>)\s+(?:children\s+and\s+young\s+people|children)\s+under\s+the\s+age\s+of\s+18(?:\s+years)?\s+live`,
    ),
    gives: [
      { code: 'child_population', label: 'Children under 18', value: 'n', when: 'published' },
    ],
  },
  {
    sections: living,
    told: pattern(
      String.raw`this\s+is\s+(?:approximately\s+)?(?<p><<P>>)\s+of\s+the\s+total\s+population`,
    ),
    gives: [
      {
        code: 'child_population_share',
        label: 'Children under 18 in the population',
        unit: 'percent',
        value: 'p',
        when: 'published',
      },
    ],
  },
  {
    sections: living,
    told: pattern(
      String.raw`(?<p><<P>>)\s+of\s+the\s+local\s+authority['\u2019]?s\s+children\s+(?:aged\s+under\s+16(?:\s+years)?\s+)?(?:are\s+)?living\s+in\s+(?:poverty|low[\s-]income)`,
    ),
    gives: [
      {
        code: 'children_low_income',
        label: 'Children in poverty or families with low income',
        unit: 'percent',
        value: 'p',
        when: 'published',
      },
    ],
  },
  ...(['primary', 'secondary'] as const).flatMap((level): ProfileRule[] => [
    {
      sections: living,
      intro: /free\s+school\s+meals/i,
      told: pattern(schools(level)),
      gives: [
        {
          code: `free_school_meals_${level}`,
          label: `Entitled to free school meals, ${level} schools`,
          unit: 'percent',
          value: 'p',
          when: 'published',
          national: 'national',
        },
      ],
    },
    {
      sections: living,
      intro: /english\s+as\s+an\s+additional\s+language/i,
      told: pattern(schools(level)),
      gives: [
        {
          code: `english_additional_language_${level}`,
          label: `English as an additional language, ${level} schools`,
          unit: 'percent',
          value: 'p',
          when: 'published',
          national: 'national',
        },
      ],
    },
  ]),
  {
    sections: living,
    told: pattern(
      String.raw`minority\s+ethnic\s+groups\s+account\s+for\s+(?:approximately\s+)?(?<p><<P>>)\s+of\s+all\s+children\s+living\s+in\s+the\s+area,?(?:\s+compared\s+(?:with|to)\s+(?<national><<P>>)\s+in\s+the\s+country)?`,
    ),
    gives: [
      {
        code: 'minority_ethnic_children',
        label: 'Children of minority ethnic groups',
        unit: 'percent',
        value: 'p',
        when: 'published',
        national: 'national',
      },
    ],
  },
  {
    sections: ['previous_inspections'],
    told: pattern(
      String.raw`the\s+(?:local\s+authority|council)\s+operates\s+(?<n><<N>>)\s+(?:registered\s+)?children['\u2019]?s\s+homes?\b`,
    ),
    gives: [
      {
        code: 'council_childrens_homes',
        label: "The authority's own children's homes",
        value: 'n',
        when: 'published',
      },
    ],
  },
  {
    sections: protection,
    told: pattern(
      String.raw`(?<n><<N>>)\s+children\s+(?:\([^)]*\)\s+)?(?:and\s+young\s+people\s+)?had\s+been\s+identified\s+through\s+assessment(?:<<W>>*?\.\s+${change}(?<n2><<N>>)<<W>>*?\bat\s+(?<d2><<D>>))?`,
    ),
    gives: [
      { code: 'children_in_need', label: 'Children in need', value: 'n', when: 'line' },
      { code: 'children_in_need', label: 'Children in need', value: 'n2', when: 'before' },
    ],
  },
  {
    sections: protection,
    told: pattern(
      String.raw`(?<n><<N>>)\s+children(?:\s+and\s+young\s+people)?\s+were\s+the\s+subjects?\s+of\s+a\s+child\s+protection\s+plan(?:\s*\((?:a\s+)?rate\s+of\s+(?<r><<N>>)\s+per\s+10,000[^)]*\))?(?:<<W>>*?\.\s+${change}(?<n2><<N>>)(?:\s*\((?:a\s+)?(?:rate\s+of\s+)?(?<r2><<N>>)\s+per\s+10,000[^)]*\))?<<W>>*?\bat\s+(?<d2><<D>>))?`,
    ),
    gives: [
      {
        code: 'child_protection_plans',
        label: 'Children with a protection plan',
        value: 'n',
        when: 'line',
      },
      {
        code: 'child_protection_plan_rate',
        label: 'Children with a protection plan per 10,000',
        unit: 'per_10000',
        value: 'r',
        numerator: 'n',
        when: 'line',
      },
      {
        code: 'child_protection_plans',
        label: 'Children with a protection plan',
        value: 'n2',
        when: 'before',
      },
      {
        code: 'child_protection_plan_rate',
        label: 'Children with a protection plan per 10,000',
        unit: 'per_10000',
        value: 'r2',
        numerator: 'n2',
        when: 'before',
      },
    ],
  },
  {
    sections: protection,
    told: pattern(
      String.raw`(?<n><<N>>)\s+child(?:ren)?\s+(?:were\s+living|lived|was\s+living)\s+in\s+a?\s*privately\s+arranged\s+foster(?:ing)?\s+placements?(?:<<W>>*?\.\s+${change}(?<n2><<N>>)<<W>>*?\bat\s+(?<d2><<D>>))?`,
    ),
    gives: [
      { code: 'private_fostering', label: 'Children privately fostered', value: 'n', when: 'line' },
      {
        code: 'private_fostering',
        label: 'Children privately fostered',
        value: 'n2',
        when: 'before',
      },
    ],
  },
  {
    sections: protection,
    told: pattern(
      String.raw`in\s+the\s+two\s+years\s+before\s+(?:the\s+)?inspection,?\s+(?:there\s+(?:have|had)\s+been\s+)?(?<n><<N>>)\s+serious\s+incident\s+notifications?`,
    ),
    gives: [
      {
        code: 'serious_incident_notifications',
        label: 'Serious incidents notified',
        value: 'n',
        when: 'two_years',
      },
    ],
  },
  {
    sections: protection,
    told: pattern(
      String.raw`in\s+the\s+two\s+years\s+before\s+(?:the\s+)?inspection,?\s+<<W>>*?(?<n><<N>>)\s+serious\s+case\s+reviews?\s+(?:have|has|had)\s+been\s+completed(?!\s+or\b)`,
    ),
    gives: [
      {
        code: 'serious_case_reviews_completed',
        label: 'Serious case reviews completed',
        value: 'n',
        when: 'two_years',
      },
    ],
  },
  {
    sections: protection,
    told: pattern(
      String.raw`since\s+the\s+last\s+inspection,?\s+(?:there\s+(?:have|had)\s+been\s+)?(?<n><<N>>)\s+serious\s+incident\s+notifications?`,
    ),
    gives: [
      {
        code: 'serious_incident_notifications',
        label: 'Serious incidents notified',
        value: 'n',
        when: 'since_previous',
      },
    ],
  },
  {
    sections: protection,
    told: pattern(
      String.raw`(?:there\s+(?:was|were)|^)\s*(?<n><<N>>)\s+serious\s+case\s+reviews?\s+(?:was\s+|were\s+)?ongoing`,
    ),
    gives: [
      {
        code: 'serious_case_reviews_ongoing',
        label: 'Serious case reviews under way',
        value: 'n',
        when: 'inspection_start',
      },
    ],
  },
  {
    sections: looked,
    told: pattern(
      String.raw`(?<n><<N>>)\s+children(?:\s+and\s+young\s+people)?\s+(?:\([^)]*\)\s+)?(?:are|were)\s+being\s+looked\s+after(?:<<W>>*?\((?:a\s+)?rate\s+of\s+(?<r><<N>>)\s+per\s+10,000[^)]*\))?(?:<<W>>*?\.\s+${change}(?<n2><<N>>)(?:\s*\((?:a\s+)?(?:rate\s+of\s+)?(?<r2><<N>>)\s+per\s+10,000[^)]*\))?<<W>>*?\bat\s+(?<d2><<D>>))?`,
    ),
    gives: [
      { code: 'looked_after_children', label: 'Children looked after', value: 'n', when: 'line' },
      {
        code: 'looked_after_rate',
        label: 'Children looked after per 10,000',
        unit: 'per_10000',
        value: 'r',
        numerator: 'n',
        when: 'line',
      },
      {
        code: 'looked_after_children',
        label: 'Children looked after',
        value: 'n2',
        when: 'before',
      },
      {
        code: 'looked_after_rate',
        label: 'Children looked after per 10,000',
        unit: 'per_10000',
        value: 'r2',
        numerator: 'n2',
        when: 'before',
      },
    ],
  },
  {
    sections: looked,
    told: pattern(
      String.raw`(?<!whom\s+)(?<n><<N>>)\s*(?:children\s+)?(?:\(\s*(?:or\s+)?(?<p><<P>>)\s*\)\s*)?live\s+outside\s+(?:of\s+)?the\s+(?:local\s+)?authority\s+area`,
    ),
    gives: [
      {
        code: 'looked_after_outside_area',
        label: 'Looked after, living outside the area',
        unit: 'percent',
        value: 'p',
        numerator: 'n',
        denominator: 'looked_after',
        when: 'line',
      },
    ],
  },
  ...(
    [
      [
        'residential_homes',
        "children's homes",
        String.raw`residential\s+children['\u2019]?s\s+homes`,
        'in',
      ],
      [
        'residential_schools',
        'residential special schools',
        String.raw`residential\s+special\s+schools`,
        'in',
      ],
      ['foster_families', 'foster families', String.raw`foster\s+families`, 'with'],
      ['with_parents', 'parents', 'parents', 'with'],
    ] as const
  ).map(
    ([code, label, told, beside]): ProfileRule => ({
      sections: looked,
      told: pattern(
        String.raw`(?<n><<N>>)\s*(?:\(\s*(?:or\s+)?<<P>>\s*\)\s*)?(?:children\s+)?(?:lives?|living)\s+${beside}\s+(?:an?\s+)?${told}[\d\u00b9\u00b2\u00b3]?(?:\s*,?\s*(?:of\s+)?whom\s+(?:(?<p><<P>>)|(?<m><<N>>)(?:\s*\((?<q><<P>>)\))?)\s+lives?\s+out(?:side)?(?:\s+of)?\s+the\s+(?:local\s+)?authority\s+area)?`,
      ),
      gives: [
        {
          code: code === 'with_parents' ? 'looked_after_with_parents' : `looked_after_${code}`,
          label: `Looked after, in or with ${label}`,
          value: 'n',
          when: 'line',
        },
        {
          code: `${code}_outside_area`,
          label: `Of those in or with ${label}, outside the area`,
          unit: 'percent',
          value: 'p',
          denominator: 'n',
          when: 'line',
        },
        {
          code: `${code}_outside_area`,
          label: `Of those in or with ${label}, outside the area`,
          value: 'm',
          denominator: 'n',
          when: 'line',
        },
      ],
    }),
  ),
  {
    sections: looked,
    told: pattern(
      String.raw`(?<n><<N>>)\s+(?:child(?:ren)?\s+)?(?:are|is)\s+(?:an\s+)?unaccompanied`,
    ),
    gives: [
      {
        code: 'unaccompanied_asylum_seekers',
        label: 'Unaccompanied children seeking asylum',
        value: 'n',
        when: 'line',
      },
    ],
  },
  ...(
    [
      [
        String.raw`there\s+(?:have|has)\s+been\s+(?<n><<N>>)\s+adoptions?`,
        'adoptions',
        'Adoptions in twelve months',
      ],
      [
        String.raw`(?<n><<N>>)\s+child(?:ren)?\s+(?:became|have\s+become)\s+(?:the\s+)?subjects?\s+of\s+(?:a\s+)?special\s+guardianship`,
        'special_guardianship_orders',
        'Special guardianship orders in twelve months',
      ],
      [
        String.raw`^\s*(?<n><<N>>)\s+children\s+(?:have\s+)?ceased\s+to\s+be\s+looked\s+after,?(?:\s+of\s+whom\s+(?<p><<P>>)(?:\s*\([^)]*\))?\s+subsequently)?`,
        'ceased_looked_after',
        'Ceased to be looked after in twelve months',
      ],
      [
        String.raw`(?<n><<N>>)\s+children\s+and\s+young\s+people\s+(?:have\s+)?ceased\s+to\s+be\s+looked\s+after\s+and\s+(?:have\s+)?moved\s+on\s+to\s+independent`,
        'moved_to_independence',
        'Left care for independent living in twelve months',
      ],
      [
        String.raw`(?<n><<N>>)\s+children\s+and\s+young\s+people\s+(?:have\s+)?ceased\s+to\s+be\s+looked\s+after\s+and\s+(?:are\s+)?(?:now\s+)?living\s+in\s+houses`,
        'houses_in_multiple_occupation',
        'Left care for houses in multiple occupation in twelve months',
      ],
    ] as const
  ).map(
    ([told, code, label]): ProfileRule => ({
      sections: looked,
      intro: /last\s+12\s+months|last\s+year/i,
      told: pattern(told),
      gives: [
        { code, label, value: 'n', when: 'twelve_months' },
        ...(code === 'ceased_looked_after'
          ? [
              {
                code: 'returned_to_care',
                label: 'Of those who left care, looked after again',
                unit: 'percent' as const,
                value: 'p',
                denominator: 'n',
                when: 'twelve_months' as const,
              },
            ]
          : []),
      ],
    }),
  ),
];
