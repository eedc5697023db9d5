export * from '@monitoring-timeline/core/memory';
