import type { Question } from '@monitoring-timeline/projections/questions';
import type { Command } from 'commander';
import { optionOf } from './questions.ts';
import type { Tools } from './tools.ts';

/** The service, and who may use it. */
export function addService(tools: Tools): void {
  const { program, call, end } = tools;
  withSettings(program.command('serve'))
    .description('answers the same questions over HTTP, until Ctrl+C')
    .action(async (_, command) => {
      const { serve } = await import('../commands/serve.ts');
      end(await serve(call(command)));
    });

  withSettings(program.command('start'))
    .description('makes the store from the shipped record, and shows the national picture')
    .option('--serve', 'then serve it until Ctrl+C')
    .action(async (_, command) => {
      const { start } = await import('../commands/start.ts');
      end(await start(call(command)));
    });

  program
    .command('digest')
    .description(
      'who is sent a digest of notices by mail, when the next goes, what became of the last',
    )
    .option('--config <file>', 'settings as JSON; TIMELINE_SMTP_HOST and the like go before it')
    .option('--preview', 'what each would say now; nothing is sent')
    .option('--send', 'send what is due, once: for who runs no service')
    .action(async (_, command) => {
      const { answerDigest } = await import('../commands/digest.ts');
      end(await answerDigest(call(command)));
    });

  addToken(tools);
}

function withSettings(command: Command): Command {
  return command
    .option('--port <number>', 'port to listen on; 0 takes a free one (default: 8080)')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--reading <how>', 'open or closed (default: open on a loopback address alone)')
    .option('--config <file>', 'settings as JSON; TIMELINE_PORT and the like go before it');
}

function addToken({ program, call, end }: Tools): void {
  const token = program.command('token').description('who may read closed data, and who may write');

  token
    .command('create')
    .description('creates a token and prints it, this once')
    .requiredOption('--role <role>', 'reader, editor or admin')
    .option('--expires <span>', 'how long it is good: 90d, 6m, 1y or the last day', '90d')
    .option('--name <words>', 'what it is for')
    .option('--by <name>', 'who creates it (default: the user of this machine)')
    .action(async (_, command) => {
      const { createOne } = await import('../commands/token.ts');
      end(await createOne(call(command)));
    });

  token
    .command('list')
    .description('every token, its role, how long it is good and when it was used last')
    .action(async (_, command) => {
      const { listTokens } = await import('../commands/token.ts');
      end(await listTokens(call(command)));
    });

  token
    .command('revoke')
    .argument('<id>', 'id of the token, as token list shows it')
    .description('takes a token back for good')
    .option('--by <name>', 'who revokes it (default: the user of this machine)')
    .action(async (id: string, _, command) => {
      const { revokeOne } = await import('../commands/token.ts');
      end(await revokeOne(id, call(command)));
    });
}

/** The words of `notices` that do not say which of them to list. */
const listing = ['since', 'after', 'limit'];

/** Whom the service calls when something happened; what of it is told in the words of `notices`. */
export function addWebhooks({ program, call, end }: Tools, notices: Question | undefined): void {
  const webhooks = program
    .command('webhooks')
    .description('addresses that the service calls with what happened');
  const by = ['--by <name>', 'who does it (default: the user of this machine)'] as const;
  const config = [
    '--config <file>',
    'settings as JSON, such as which addresses may be called',
  ] as const;

  const add = webhooks
    .command('add')
    .argument('<address>', 'where to call; - reads it from standard input, out of any history')
    .description('adds one, and prints what it signs with, this once')
    .option('--format <form>', 'standard, teams or slack (default: standard)')
    .option('--topic <name>', 'what it is told: notices, events or a question that can be watched')
    .option('--name <words>', 'what it is called');
  for (const [name, word] of Object.entries(notices?.words.shape ?? {})) {
    if (!listing.includes(name))
      add.addOption(optionOf(name, word as Parameters<typeof optionOf>[1]));
  }
  add
    .option(...by)
    .option(...config)
    .action(async (address: string, _, command) => {
      const { addWebhook } = await import('../commands/webhooks.ts');
      end(await addWebhook(address, call(command)));
    });

  webhooks
    .command('list')
    .description('every webhook, where it calls as far as that is no secret, and what waits')
    .option(...config)
    .action(async (_, command) => {
      const { listWebhooks } = await import('../commands/webhooks.ts');
      end(await listWebhooks(call(command)));
    });

  webhooks
    .command('test')
    .argument('<id>', 'id of the webhook, as webhooks list shows it')
    .description('calls it at once, and says how that went')
    .option(...by)
    .option(...config)
    .action(async (id: string, _, command) => {
      const { testWebhook } = await import('../commands/webhooks.ts');
      end(await testWebhook(id, call(command)));
    });

  webhooks
    .command('remove')
    .argument('<id>', 'id of the webhook, as webhooks list shows it')
    .description('ends it, with all that waits and its secret')
    .option(...by)
    .option(...config)
    .action(async (id: string, _, command) => {
      const { removeWebhook } = await import('../commands/webhooks.ts');
      end(await removeWebhook(id, call(command)));
    });
}
