export * from '@monitoring-timeline/projections/questions';
