// What happened and what it means: the log, the timeline, questions, watching, policy.
export * from '@monitoring-timeline/core';
export * from '@monitoring-timeline/projections';
