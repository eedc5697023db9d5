export * from '@monitoring-timeline/core/sqlite';
