export * from '@monitoring-timeline/core/seals';
