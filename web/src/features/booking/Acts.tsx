import { Button, Group } from '@mantine/core';
import { IconArrowsExchange, IconCalendarTime, IconPencil, IconUserShare } from '@tabler/icons-react';
import { useState } from 'react';
import { type Me, useMe } from '@/requests/me';
import {
  type Booking,
  CheckInButton,
  canChange,
  canCheckIn,
  canFinish,
  FinishButton,
} from '@/shared/booking';
import { useDraft } from '@/shared/draft';
import { useI18n } from '@/shared/i18n';
import { useNow } from '@/shared/time';
import { CancelButton } from './CancelButton';
import { Decide } from './Decide';
import { Edit } from './Edit';
import { HandOver } from './HandOver';
import { Swap } from './Swap';

type Way = 'edit' | 'hand-over' | 'swap';

/** What can be done with a booking at this moment. */
export function Acts({ booking }: { booking: Booking }) {
  const { t } = useI18n();
  const now = useNow();
  const who = useMe();
  const draft = useDraft();
  const [open, setOpen] = useState<Way | null>(null);
  if (!canChange(booking, now)) return null;

  const toggle = (which: Way) => setOpen(open === which ? null : which);
  return (
    <div>
      <Group gap="sm">
        {booking.status === 'pending' && decides(who, booking.building_id) && <Decide booking={booking} />}
        {canCheckIn(booking, now) && <CheckInButton booking={booking} />}
        {canFinish(booking, now) && <FinishButton booking={booking} />}
        <Button
          variant="default"
          leftSection={<IconCalendarTime size={18} />}
          onClick={() =>
            draft.open({
              moves: booking.booking_id,
              room: booking.room_id,
              seat: booking.seat_id ?? undefined,
              from: booking.starts_at,
              to: booking.ends_at,
            })
          }
        >
          {t('act.move')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPencil size={18} />}
          aria-expanded={open === 'edit'}
          onClick={() => toggle('edit')}
        >
          {t('act.edit')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconUserShare size={18} />}
          aria-expanded={open === 'hand-over'}
          onClick={() => toggle('hand-over')}
        >
          {t('act.hand-over')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconArrowsExchange size={18} />}
          aria-expanded={open === 'swap'}
          onClick={() => toggle('swap')}
        >
          {t('act.swap')}
        </Button>
        <CancelButton booking={booking} />
      </Group>
      {open === 'edit' && <Edit booking={booking} onDone={() => setOpen(null)} />}
      {open === 'hand-over' && <HandOver booking={booking} onDone={() => setOpen(null)} />}
      {open === 'swap' && <Swap booking={booking} onDone={() => setOpen(null)} />}
    </div>
  );
}

const decides = (who: Me, buildingId: string) =>
  who.may['approve-booking'] === 'everywhere' ||
  (who.may['approve-booking'] === 'managed' && who.managed_buildings.includes(buildingId));
