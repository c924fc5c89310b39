import { Button, SegmentedControl } from '@mantine/core';
import { IconBarrierBlock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { type Building, building as buildingQuery } from '@/requests/building';
import { mayIn, useMe } from '@/requests/me';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Loaded, Page, RenameButton, Rows, useToasts } from '@/shared/ui';
import { CloseDrawer } from './CloseDrawer';
import { ClosedDays } from './ClosedDays';
import { Hours } from './Hours';
import { RoomsByFloor } from './RoomsByFloor';

const route = getRouteApi('/signed-in/manage/places/$buildingId');

const PARTS = ['rooms', 'hours', 'days'] as const;

/** One building: its rooms by floor, its hours, the days on which it stays closed. */
export function BuildingPage() {
  const { t } = useI18n();
  const { buildingId } = route.useParams();
  const found = useQuery(buildingQuery(buildingId));
  if (!found.data) {
    return (
      <Page title={t('manage.places')}>
        <Loaded of={found} skeleton={<Rows count={5} />}>
          {() => null}
        </Loaded>
      </Page>
    );
  }
  return <Found building={found.data} />;
}

function Found({ building }: { building: Building }) {
  const { t } = useI18n();
  const who = useMe();
  const toasts = useToasts();
  const { part = 'rooms' } = route.useSearch();
  const navigate = route.useNavigate();
  const [isClosing, setClosing] = useState(false);
  const may = (act: string) => mayIn(who, act, building.building_id);
  const { building_id } = building;
  const rename = useAct('rename-building', {
    onDone: () => toasts.done(t('manage.renamed')),
    onRefused: toasts.failed,
  });
  const setHours = useAct('set-opening-hours', { onDone: () => toasts.done(t('manage.hours-set')) });

  return (
    <Page
      title={building.name}
      about={[building.address, building.time_zone].filter(Boolean).join(' · ')}
      acts={
        <>
          {may('rename-building') && (
            <RenameButton
              name={building.name}
              label={t('manage.name')}
              most={120}
              isUnderWay={rename.isUnderWay}
              onName={(name) => rename.act({ building_id, name })}
            />
          )}
          {may('close-building') && (
            <Button
              variant="default"
              leftSection={<IconBarrierBlock size={18} />}
              onClick={() => setClosing(true)}
            >
              {t('manage.close-building')}
            </Button>
          )}
        </>
      }
    >
      <SegmentedControl
        mb="lg"
        aria-label={t('manage.part')}
        value={part}
        onChange={(next) =>
          void navigate({
            search: (before) => ({ ...before, part: PARTS.find((each) => each === next) }),
            replace: true,
          })
        }
        data={PARTS.map((each) => ({ value: each, label: t(`manage.part-${each}`) }))}
      />
      {part === 'rooms' && <RoomsByFloor building={building} />}
      {part === 'hours' && (
        <Hours
          key={JSON.stringify(building.opening_hours)}
          title={t('manage.opening-hours')}
          about={t('manage.opening-hours-about', { zone: building.time_zone })}
          hours={building.opening_hours}
          mayChange={may('set-opening-hours')}
          isUnderWay={setHours.isUnderWay}
          problem={setHours.problem?.problem}
          onSave={(hours) => setHours.act({ building_id, opening_hours: hours ?? {} })}
        />
      )}
      {part === 'days' && <ClosedDays building={building} />}
      {isClosing && <CloseDrawer building={building} onClose={() => setClosing(false)} />}
    </Page>
  );
}
