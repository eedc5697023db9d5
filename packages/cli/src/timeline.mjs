#!/usr/bin/env node
// Plain JavaScript, so that every file with types comes from the cache: Node loads what strips them only for one that does not.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./main.ts');
