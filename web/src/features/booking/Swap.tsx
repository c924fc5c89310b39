import { Button, Group, Paper, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bookings } from '@/requests/bookings';
import { useAct } from '@/shared/api';
import { type Booking, isLive, placeOf } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { Failure, useToasts } from '@/shared/ui';

const HOURS_AROUND = 12;

interface Props {
  booking: Booking;
  onDone: () => void;
}

/** Let two bookings exchange their places. */
export function Swap({ booking, onDone }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const toasts = useToasts();
  const [other, setOther] = useState<string | null>(null);
  const around = (at: string, hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString();
  const near = useQuery(
    bookings({
      building_id: [booking.building_id],
      from: around(booking.starts_at, -HOURS_AROUND),
      to: around(booking.ends_at, HOURS_AROUND),
      limit: 200,
    }),
  );
  const choices = (near.data?.items ?? []).filter(
    (each): each is Booking =>
      each.status !== 'busy' && each.booking_id !== booking.booking_id && isLive(each),
  );
  const swap = useAct('swap-bookings', {
    onDone: (answer) => {
      toasts.done(t('toast.swapped'), answer.command_id);
      onDone();
    },
  });
  return (
    <Paper withBorder radius="lg" p="md" mt="md">
      {swap.problem && <Failure problem={swap.problem.problem} zone={booking.time_zone} />}
      <Group align="flex-end" gap="sm">
        <Select
          label={t('swap.with')}
          searchable
          value={other}
          onChange={setOther}
          nothingFoundMessage={t('swap.nothing')}
          placeholder={near.data && choices.length === 0 ? t('swap.nothing') : undefined}
          data={choices.map((each) => ({
            value: each.booking_id,
            label: `${times.period(each.starts_at, each.ends_at, each.time_zone)} · ${placeOf(each)}`,
          }))}
          style={{ flex: 1, minWidth: 200 }}
        />
        <Button
          disabled={!other}
          loading={swap.isUnderWay}
          onClick={() => other && swap.act({ booking_id: booking.booking_id, other_booking_id: other })}
        >
          {t('act.swap')}
        </Button>
      </Group>
    </Paper>
  );
}
