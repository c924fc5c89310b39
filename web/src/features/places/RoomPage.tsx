import { Button, Stack } from '@mantine/core';
import { IconBarrierBlock, IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { type Building, building as buildingQuery } from '@/requests/building';
import { mayIn, useMe } from '@/requests/me';
import { type Room, room as roomQuery } from '@/requests/room';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import {
  AnchorLink,
  ButtonLink,
  Failure,
  Loaded,
  Page,
  problemOf,
  RenameButton,
  Rows,
  useToasts,
} from '@/shared/ui';
import { About } from './About';
import { CloseDrawer } from './CloseDrawer';
import { Closures } from './Closures';
import { Door } from './Door';
import { Hours } from './Hours';
import { Photos } from './Photos';

const route = getRouteApi('/signed-in/manage/places/$buildingId/rooms/$roomId');

/** One room, for who manages it: what it is, when it is open, when it is closed, what hangs at its door. */
export function RoomPage() {
  const { t } = useI18n();
  const { buildingId, roomId } = route.useParams();
  const room = useQuery(roomQuery(roomId));
  const building = useQuery(buildingQuery(buildingId));
  if (!room.data || !building.data) {
    return (
      <Page title={t('manage.room')}>
        {room.isError ? (
          <Failure problem={problemOf(room.error)} onRetry={() => void room.refetch()} />
        ) : (
          <Loaded of={building} skeleton={<Rows count={4} height={120} />}>
            {() => <Rows count={4} height={120} />}
          </Loaded>
        )}
      </Page>
    );
  }
  return <Found room={room.data} building={building.data} />;
}

function Found({ room, building }: { room: Room; building: Building }) {
  const { t } = useI18n();
  const who = useMe();
  const toasts = useToasts();
  const [isClosing, setClosing] = useState(false);
  const may = (act: string) => mayIn(who, act, building.building_id);
  const { room_id } = room;
  const rename = useAct('rename-room', {
    onDone: () => toasts.done(t('manage.renamed')),
    onRefused: toasts.failed,
  });
  const setHours = useAct('set-room-hours', { onDone: () => toasts.done(t('manage.hours-set')) });
  return (
    <Page
      title={room.name}
      about={
        <AnchorLink to="/manage/places/$buildingId" params={{ buildingId: building.building_id }}>
          {building.name}
        </AnchorLink>
      }
      acts={
        <>
          <ButtonLink
            variant="default"
            leftSection={<IconScale size={18} />}
            to="/manage/rules"
            search={{ building: building.building_id, room: room_id }}
          >
            {t('manage.rules')}
          </ButtonLink>
          {may('rename-room') && (
            <RenameButton
              name={room.name}
              label={t('manage.name')}
              most={120}
              isUnderWay={rename.isUnderWay}
              onName={(name) => rename.act({ room_id, name })}
            />
          )}
          {may('close-room') && (
            <Button
              variant="default"
              leftSection={<IconBarrierBlock size={18} />}
              onClick={() => setClosing(true)}
            >
              {t('manage.close-room')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="lg">
        <Closures room={room} zone={building.time_zone} mayReopen={may('reopen-room')} />
        <About
          key={room.features.join()}
          room={room}
          mayChange={may('set-room-features')}
          mayAddSeats={may('add-seats')}
        />
        <Photos room={room} mayChange={may('set-room-photos')} />
        <Hours
          key={JSON.stringify(room.opening_hours)}
          title={t('manage.room-hours')}
          about={t('manage.room-hours-about')}
          hours={room.opening_hours}
          usual={building.opening_hours}
          optional
          mayChange={may('set-room-hours')}
          isUnderWay={setHours.isUnderWay}
          problem={setHours.problem?.problem}
          onSave={(opening_hours) => setHours.act({ room_id, opening_hours })}
        />
        {may('see-room-code') && <Door room={room} mayRotate={may('rotate-room-code')} />}
      </Stack>
      {isClosing && <CloseDrawer building={building} room={room} onClose={() => setClosing(false)} />}
    </Page>
  );
}
