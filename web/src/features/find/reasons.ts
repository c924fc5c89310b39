import type { components } from '@/api/schema';
import type { Say } from '@/shared/i18n';
import type { Asked } from '@/shared/question';
import type { Times } from '@/shared/time';

export type FreeRoom = components['schemas']['FreeRoom'];

const FAR_METRES = 1000;

/** Why a room is a good answer, the weightiest first. */
export function reasons(
  room: FreeRoom,
  asked: Asked,
  mine: Set<string>,
  t: Say,
  times: Times,
  featureWords: (features: readonly string[]) => string[],
): string[] {
  const told: string[] = [];
  if (!room.whole && room.free_seats) told.push(t('find.why-seats', { count: room.free_seats }));
  else if (room.free_places) told.push(t('find.why-places', { count: room.free_places }));
  else if (room.capacity <= asked.people + 1 && asked.people > 1) told.push(t('find.why-size'));
  if (asked.features.length > 0)
    told.push(t('find.why-features', { names: featureWords(asked.features).join(', ') }));
  if (room.team_on_floor > 0) told.push(t('find.why-team', { count: room.team_on_floor }));
  if (room.floor_as_last_time) told.push(t('find.why-last'));
  if (mine.has(room.building_id)) told.push(t('find.why-mine'));
  const stretch = room.free.find((each) => each.starts_at <= room.starts_at && each.ends_at >= room.ends_at);
  if (stretch && Date.parse(stretch.ends_at) > Date.parse(room.ends_at)) {
    told.push(t('find.why-until', { time: times.time(stretch.ends_at, room.time_zone) }));
  }
  if (room.metres !== null && room.metres > 0) {
    told.push(
      room.metres < FAR_METRES
        ? t('find.why-metres', { count: Math.round(room.metres / 10) * 10 })
        : t('find.why-kilometres', { count: Math.round(room.metres / 1000) }),
    );
  }
  const extra = room.features.filter((feature) => !asked.features.includes(feature));
  if (extra.length > 0) told.push(t('find.why-extra', { names: featureWords(extra).join(', ') }));
  return told;
}
