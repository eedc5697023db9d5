import {
  deliveryForms,
  deliveryStages,
  inspectionKinds,
  inspectorRoles,
  leadershipRoles,
  postStatuses,
  progressWords,
  visitKinds,
} from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { activityShownSchema } from './activity.ts';
import { deliverySchema, deliveryStageSchema } from './interventions.ts';
import { leadershipChangeSchema, postHolderSchema, tenureSchema } from './leadership.ts';
import { awaitedReportSchema, reportShownSchema } from './standing.ts';
import { themeOccasionSchema } from './themes.ts';
import { visitShownSchema } from './visits.ts';

const either = [...inspectionKinds, ...visitKinds];
const roles = [leadershipChangeSchema, tenureSchema];

/** Every list of values that a field allows, wherever in its schema it stands. */
function valuesOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { enum: values = [], ...parts } = schema as { readonly enum?: readonly string[] };
  return [...values, ...Object.values(parts).flatMap(valuesOf)];
}

describe('a field whose values are a closed set', () => {
  it.each([
    [activityShownSchema, 'kind', either],
    [themeOccasionSchema, 'kind', either],
    [reportShownSchema, 'kind', inspectionKinds],
    [reportShownSchema, 'inspectors', inspectorRoles],
    [awaitedReportSchema, 'kind', inspectionKinds],
    [visitShownSchema, 'kind', visitKinds],
    [visitShownSchema, 'progress', progressWords],
    [deliverySchema, 'form', [...deliveryForms, 'not_known']],
    [deliveryStageSchema, 'form', deliveryForms],
    [deliveryStageSchema, 'stage', deliveryStages],
    [postHolderSchema, 'status', [...postStatuses, 'not_known']],
    [postHolderSchema, 'jointWith', leadershipRoles],
    ...roles.map((schema) => [schema, 'role', leadershipRoles] as const),
    ...roles.map((schema) => [schema, 'status', postStatuses] as const),
  ] as const)('lists them in its schema, %#', (schema, field, values) => {
    const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
    expect(valuesOf(z.toJSONSchema(shape[field]!))).toEqual(values);
  });
});
