import { authorityArgument, type Tools } from './tools.ts';

/** Deadlines as a calendar. */
export function addCalendar({ program, call, end }: Tools): void {
  program
    .command('calendar')
    .argument('[authority...]', `of one authority alone: ${authorityArgument}`)
    .description('windows, due dates and statutory deadlines as an iCalendar file')
    .option('--region <name>', 'a region of England, by name or code')
    .option('--alarm <span>', 'remind so long before each entry, and before a window closes: P7D')
    .option('--output <file>', 'write to a file (default: standard output)')
    .action(async (words: string[], _, command) => {
      const { writeCalendar } = await import('../commands/calendar.ts');
      end(await writeCalendar(words.join(' '), call(command)));
    });
}
