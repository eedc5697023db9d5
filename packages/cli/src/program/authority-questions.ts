import { authorityArgument, type Tools } from './tools.ts';

/** The questions about one authority. */
export function addAuthorityQuestions({ program, call, end }: Tools): void {
  program
    .command('standing')
    .argument('<authority...>', authorityArgument)
    .description('where an authority stands: grades, report, leadership, interventions')
    .action(async (words: string[], _, command) => {
      const { answerStanding } = await import('../commands/standing.ts');
      end(await answerStanding(words.join(' '), call(command)));
    });

  program
    .command('trajectory')
    .argument('<authority...>', authorityArgument)
    .description('whether it is improving: each area over its reports, and what happened between')
    .option('--crosswalk', 'count comparisons across frameworks as changes too')
    .action(async (words: string[], _, command) => {
      const { answerTrajectory } = await import('../commands/trajectory.ts');
      end(await answerTrajectory(words.join(' '), call(command)));
    });

  program
    .command('history')
    .argument('<authority...>', `${authorityArgument}; or england`)
    .description('every event of an authority, in the order in which things happened')
    .action(async (words: string[], _, command) => {
      const { answerHistory } = await import('../commands/history.ts');
      end(await answerHistory(words.join(' '), call(command)));
    });

  program
    .command('activity')
    .argument('<authority...>', authorityArgument)
    .description('when inspectors last came, and what came after the last grade')
    .option('--since <day>', 'only what began on or after this day')
    .action(async (words: string[], _, command) => {
      const { answerActivity } = await import('../commands/activity.ts');
      end(await answerActivity(words.join(' '), call(command)));
    });

  program
    .command('leadership')
    .argument('<authority...>', authorityArgument)
    .description('who held which post, as far as sources tell; silence is never a vacancy')
    .option('--role <role>', 'one role, such as dcs')
    .action(async (words: string[], _, command) => {
      const { answerLeadership } = await import('../commands/leadership.ts');
      end(await answerLeadership(words.join(' '), call(command)));
    });

  program
    .command('themes')
    .argument('<authority...>', authorityArgument)
    .description('what inspectors raised, and what a later visit still found')
    .action(async (words: string[], _, command) => {
      const { answerThemes } = await import('../commands/themes.ts');
      end(await answerThemes(words.join(' '), call(command)));
    });

  program
    .command('interventions')
    .argument('<authority...>', authorityArgument)
    .description('government intervention and who delivers services, over time')
    .action(async (words: string[], _, command) => {
      const { answerInterventions } = await import('../commands/interventions.ts');
      end(await answerInterventions(words.join(' '), call(command)));
    });

  program
    .command('explain')
    .argument('<authority-and-question...>', 'an authority, then standing, trajectory or due')
    .description('why an answer is what it is: rule, events, document and place in it')
    .usage('<authority> standing|trajectory|due [options]')
    .action(async (words: string[], _, command) => {
      const { answerExplain } = await import('../commands/explain.ts');
      end(await answerExplain(words, call(command)));
    });
}
