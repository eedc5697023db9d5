export * from '@monitoring-timeline/ingest';
