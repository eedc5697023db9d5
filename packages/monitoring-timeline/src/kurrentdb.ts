export * from '@monitoring-timeline/core/kurrentdb';
