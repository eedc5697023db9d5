export * from '@monitoring-timeline/projections/export';
