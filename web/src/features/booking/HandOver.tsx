import { Button, Group, Paper, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { members } from '@/requests/members';
import { useAct } from '@/shared/api';
import type { Booking } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { Failure, useToasts } from '@/shared/ui';

interface Props {
  booking: Booking;
  onDone: () => void;
}

/** Make a booking somebody else's. */
export function HandOver({ booking, onDone }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  const [name, setName] = useState('');
  const [memberId, setMemberId] = useState<string | null>(null);
  const [wanted] = useDebouncedValue(name, 200);
  const found = useQuery(members(wanted));
  const handOver = useAct('hand-over-booking', {
    onDone: (answer) => {
      toasts.done(t('toast.handed-over'), answer.command_id);
      onDone();
    },
  });
  return (
    <Paper withBorder radius="lg" p="md" mt="md">
      {handOver.problem && <Failure problem={handOver.problem.problem} zone={booking.time_zone} />}
      <Group align="flex-end" gap="sm">
        <Select
          label={t('hand-over.to')}
          searchable
          searchValue={name}
          onSearchChange={setName}
          value={memberId}
          onChange={setMemberId}
          filter={({ options }) => options}
          nothingFoundMessage={t('palette.nothing')}
          data={found.data?.items.map((each) => ({ value: each.member_id, label: each.name })) ?? []}
          style={{ flex: 1, minWidth: 200 }}
        />
        <Button
          disabled={!memberId}
          loading={handOver.isUnderWay}
          onClick={() => memberId && handOver.act({ booking_id: booking.booking_id, member_id: memberId })}
        >
          {t('act.hand-over')}
        </Button>
      </Group>
    </Paper>
  );
}
