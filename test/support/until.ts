export { until } from '@monitoring-timeline/core/testing/until';
