export * from '@monitoring-timeline/core/people';
