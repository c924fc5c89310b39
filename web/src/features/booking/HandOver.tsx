import { Button, Group, Paper, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { addressee } from '@/requests/addressee';
import { reaches, useMe } from '@/requests/me';
import { members } from '@/requests/members';
import { useAct } from '@/shared/api';
import type { Booking } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { Failure, useToasts } from '@/shared/ui';

const SETTLE_MS = 200;

interface Props {
  booking: Booking;
  onDone: () => void;
}

interface ChoiceProps {
  onChoose: (memberId: string | null) => void;
}

/** Make a booking somebody else's. */
export function HandOver({ booking, onDone }: Props) {
  const { t } = useI18n();
  const who = useMe();
  const toasts = useToasts();
  const [memberId, setMemberId] = useState<string | null>(null);
  const handOver = useAct('hand-over-booking', {
    onDone: (answer) => {
      toasts.done(t('toast.handed-over'), answer.command_id);
      onDone();
    },
  });
  const Choice = reaches(who, 'see-members') ? ByName : ByAddress;
  return (
    <Paper
      component="form"
      withBorder
      radius="lg"
      p="md"
      mt="md"
      onSubmit={(event) => {
        event.preventDefault();
        if (memberId) handOver.act({ booking_id: booking.booking_id, member_id: memberId });
      }}
    >
      {handOver.problem && <Failure problem={handOver.problem.problem} zone={booking.time_zone} />}
      <Group align="flex-start" gap="sm">
        <Choice onChoose={setMemberId} />
        <Button type="submit" mt={25} disabled={!memberId} loading={handOver.isUnderWay}>
          {t('act.hand-over')}
        </Button>
      </Group>
    </Paper>
  );
}

/** For those who may look through all members. */
function ByName({ onChoose }: ChoiceProps) {
  const { t } = useI18n();
  const [name, setName] = useState('');
  const [wanted] = useDebouncedValue(name, SETTLE_MS);
  const found = useQuery(members(wanted));
  return (
    <Select
      label={t('hand-over.to')}
      searchable
      searchValue={name}
      onSearchChange={setName}
      onChange={onChoose}
      filter={({ options }) => options}
      nothingFoundMessage={t('palette.nothing')}
      data={found.data?.items.map((each) => ({ value: each.member_id, label: each.name })) ?? []}
      style={{ flex: 1, minWidth: 200 }}
    />
  );
}

/** For everybody else: whom one gives something to, one can write to. */
function ByAddress({ onChoose }: ChoiceProps) {
  const { t } = useI18n();
  const who = useMe();
  const [email, setEmail] = useState('');
  const [settled] = useDebouncedValue(email.trim(), SETTLE_MS);
  const isWhole = /^\S+@\S+\.\S+$/.test(settled) && settled.toLowerCase() !== who.email;
  const found = useQuery({ ...addressee(settled), enabled: isWhole });
  const isSettled = settled === email.trim();
  const name = isWhole && isSettled ? found.data?.name : undefined;
  const memberId = name === undefined ? null : (found.data?.member_id ?? null);
  useEffect(() => onChoose(memberId), [memberId, onChoose]);
  return (
    <TextInput
      type="email"
      label={t('hand-over.to-address')}
      description={name ?? t('hand-over.address-advice')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={isWhole && isSettled && found.data === null ? t('hand-over.nobody') : undefined}
      value={email}
      onChange={(event) => setEmail(event.currentTarget.value)}
      style={{ flex: 1, minWidth: 200 }}
    />
  );
}
