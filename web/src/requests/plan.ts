import { queryOptions } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client } from '@/shared/api';

export type Plan = components['schemas']['PlanSeen'];
export type RoomOnPlan = components['schemas']['RoomOnPlan'];
export type SeatOnPlan = components['schemas']['SeatOnPlan'];
export type PlaceOnPlan = components['schemas']['PlaceSeen'];
export type Fixture = components['schemas']['FixtureSeen'];

/** How a floor is drawn, with its rooms and seats in their places. */
export const floorPlan = (floor_id: string) =>
  queryOptions({
    queryKey: ['floors', floor_id, 'plan'],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answered(client.GET('/api/queries/floors/{floor_id}/plan', { params: { path: { floor_id } }, signal })),
  });
