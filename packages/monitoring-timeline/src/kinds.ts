export * from '@monitoring-timeline/ingest/kinds';
