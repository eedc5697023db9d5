/**
 * What a column holds. `text` is any text; `code` one of listed words; `day` a calendar day; `instant` a UTC time stamp;
 * `list` words; `json` what has members of its own.
 */
export type ColumnType =
  | 'text'
  | 'code'
  | 'day'
  | 'instant'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'list'
  | 'json';

/** What a cell can hold; null where there is nothing to say. */
export type Cell = string | number | boolean | readonly string[] | object | null;

/** A column as the data dictionary tells of it. */
export interface ColumnTold {
  /** The same in every format; lower case, words parted by underscores. */
  readonly name: string;
  readonly type: ColumnType;
  readonly meaning: string;
  readonly unit?: string;
  /** Every word that can stand there, where they are few and fixed. */
  readonly values?: readonly string[];
  /** Where the rule behind the column is written. */
  readonly source?: string;
}

/** A column of rows of one shape. */
export interface Column<Row> extends ColumnTold {
  of(row: Row): Cell | undefined;
}

type Of<Row, C extends Cell> = (row: Row) => C | null | undefined;
type More = Pick<ColumnTold, 'unit' | 'source'>;

/** Columns for rows of one shape: `columnsOf<Standing>()`. */
export function columnsOf<Row>() {
  function plain<C extends Cell>(type: ColumnType) {
    return (name: string, meaning: string, of: Of<Row, C>, more: More = {}): Column<Row> => ({
      name,
      type,
      meaning,
      of,
      ...more,
    });
  }
  const day = plain<string>('day');
  const text = plain<string>('text');
  return {
    text,
    day,
    instant: plain<string>('instant'),
    integer: plain<number>('integer'),
    number: plain<number>('number'),
    flag: plain<boolean>('boolean'),
    list: plain<readonly string[]>('list'),
    json: plain<object>('json'),
    code: (
      name: string,
      meaning: string,
      values: readonly string[],
      of: Of<Row, string>,
      more: More = {},
    ): Column<Row> => ({ name, type: 'code', meaning, values, of, ...more }),
    /**
     * A date that a source may give more coarsely than to the day: the day where it is one, and beside it the words of
     * the record (`2018-07`, `2018`, `2018-04-01/2018-04-30`).
     */
    moment: (
      name: string,
      meaning: string,
      of: Of<Row, string>,
      more: More = {},
    ): readonly Column<Row>[] => [
      day(name, `${meaning} Empty where it is not known to the day.`, (row) => onlyDay(of(row)), {
        ...more,
      }),
      text(
        `${name}_as_given`,
        `As \`${name}\`, as precisely as sources give it: a day, a month, a year, or two ends.`,
        of,
      ),
    ],
  };
}

/** A text where it names one day. */
export function onlyDay(text: string | null | undefined): string | null {
  return text !== null && text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;
}

/** Ids of the events behind a row, which every answer carries. */
export function becauseColumn<Row extends { readonly because: readonly string[] }>(): Column<Row> {
  return {
    name: 'because',
    type: 'list',
    meaning: 'Ids of the events behind the row; `id` of the table `events`.',
    of: ({ because }) => because,
  };
}
