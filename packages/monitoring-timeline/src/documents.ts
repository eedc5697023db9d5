export * from '@monitoring-timeline/core/documents';
