import { Button } from '@mantine/core';
import { IconBuildingPlus, IconCalendarOff, IconClock, IconDoor, IconMapPin } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Building } from '@/requests/building';
import { buildings } from '@/requests/buildings';
import { reaches, useMe } from '@/requests/me';
import { organisation } from '@/requests/organisation';
import { rooms } from '@/requests/rooms';
import { inLines } from '@/shared/hours';
import { useI18n } from '@/shared/i18n';
import { localDay, useNow, useTimes } from '@/shared/time';
import { ButtonLink, EmptyState, Loaded, Page } from '@/shared/ui';
import { BuildingDrawer } from './BuildingDrawer';
import classes from './PlacesPage.module.css';

const BuildingsMap = lazy(() =>
  import('./BuildingsMap').then((module) => ({ default: module.BuildingsMap })),
);

/** All buildings, with what one wants to know of each. */
export function PlacesPage() {
  const { t } = useI18n();
  const who = useMe();
  const all = useQuery(buildings);
  const [isAdding, setAdding] = useState(false);
  const add = reaches(who, 'add-building') && (
    <Button leftSection={<IconBuildingPlus size={18} />} onClick={() => setAdding(true)}>
      {t('manage.add-building')}
    </Button>
  );
  return (
    <Page title={t('manage.places')} about={t('manage.places-about')} acts={add}>
      <Loaded of={all}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={IconBuildingPlus}
              act={
                reaches(who, 'add-building') && <ButtonLink to="/manage/start">{t('start.title')}</ButtonLink>
              }
            >
              {t('manage.no-buildings')}
            </EmptyState>
          ) : (
            <>
              <OnTheMap all={items} />
              <div className={classes.places}>
                {items.map((building) => (
                  <Place key={building.building_id} building={building} />
                ))}
              </div>
            </>
          )
        }
      </Loaded>
      {isAdding && <BuildingDrawer onClose={() => setAdding(false)} />}
    </Page>
  );
}

/** Nothing while no building says where it is. */
function OnTheMap({ all }: { all: Building[] }) {
  const navigate = useNavigate();
  const { data } = useQuery(organisation);
  if (!data || !all.some((building) => building.latitude != null && building.longitude != null)) return null;
  return (
    <Suspense fallback={<div className={classes.map} />}>
      <BuildingsMap
        buildings={all}
        tiles={data.map_tiles}
        onChoose={({ building_id }) =>
          void navigate({ to: '/manage/places/$buildingId', params: { buildingId: building_id } })
        }
      />
    </Suspense>
  );
}

function Place({ building }: { building: Building }) {
  const { t } = useI18n();
  const times = useTimes();
  const now = useNow();
  const found = useQuery(rooms());
  const inside = found.data?.items.filter((room) => room.building_id === building.building_id);
  const lines = inLines(building.opening_hours, times);
  const today = localDay(now, building.time_zone);
  const next = Object.entries(building.closed_days)
    .filter(([day]) => day >= today)
    .sort()[0];
  return (
    <div className={classes.place}>
      <Link
        to="/manage/places/$buildingId"
        params={{ buildingId: building.building_id }}
        className={classes.link}
      >
        {building.name}
      </Link>
      <ul className={classes.facts}>
        <li>
          <IconMapPin size={18} aria-hidden />
          {building.address || building.time_zone}
        </li>
        <li>
          <IconClock size={18} aria-hidden />
          <span>
            {lines.length === 0 ? t('manage.never-open') : lines.map((line) => <div key={line}>{line}</div>)}
          </span>
        </li>
        {inside && (
          <li>
            <IconDoor size={18} aria-hidden />
            {t('manage.count-rooms', { count: inside.length })}
          </li>
        )}
        {next && (
          <li>
            <IconCalendarOff size={18} aria-hidden />
            {t('manage.next-closed', { day: times.day(`${next[0]}T12:00:00Z`, 'UTC'), reason: next[1] })}
          </li>
        )}
      </ul>
    </div>
  );
}
