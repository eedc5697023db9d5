#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// before anything else is loaded: it halves the time from a cold start to the first answer
enableCompileCache();

const { command } = await import('@monitoring-timeline/cli/command');
await command();
