import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { allBookings } from '@/requests/all-bookings';
import { availability } from '@/requests/availability';
import { useMe } from '@/requests/me';
import { floorPlan, type Plan } from '@/requests/plan';
import { rooms } from '@/requests/rooms';
import { type Place, placesOf } from '@/shared/places';
import { useAsked } from '@/shared/question';
import { addDays, instantOf } from '@/shared/time';

export interface Floor {
  plan: Plan;
  /** By room and seat; empty until it is known how it stands with them. */
  places: Map<string, Place>;
}

/** A floor on the day asked for: how it is drawn, and all that is known of its places. */
export function useFloor(floor: string | undefined): {
  floor: Floor | undefined;
  error: Error | null;
  retry: () => void;
} {
  const asked = useAsked();
  const me = useMe();
  const from = instantOf(`${asked.day}T00:00`, asked.zone).toISOString();
  const to = instantOf(`${addDays(asked.day, 1)}T00:00`, asked.zone).toISOString();
  const enabled = floor !== undefined;
  const plan = useQuery({ ...floorPlan(floor ?? ''), enabled, placeholderData: keepPreviousData });
  const about = useQuery(rooms(asked.building.building_id));
  const free = useQuery({ ...availability({ floor_id: floor, from, to }), enabled });
  const stays = useQuery({ ...allBookings({ floor_id: floor, from, to }), enabled });
  const places = useMemo(
    () =>
      free.data && stays.data && about.data
        ? placesOf(free.data.items, about.data.items, stays.data, me.member_id)
        : new Map<string, Place>(),
    [free.data, stays.data, about.data, me.member_id],
  );
  const known = useMemo(() => plan.data && { plan: plan.data, places }, [plan.data, places]);
  const failed = [plan, free, stays, about].find((each) => each.isError && each.data === undefined);
  return {
    floor: known,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}
