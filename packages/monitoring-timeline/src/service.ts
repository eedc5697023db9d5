export * from '@monitoring-timeline/service';
