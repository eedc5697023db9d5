export * from '@monitoring-timeline/core/state';
