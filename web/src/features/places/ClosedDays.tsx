import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconCalendarOff, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Building } from '@/requests/building';
import { mayIn, useMe } from '@/requests/me';
import { useAct } from '@/shared/api';
import { DayInput } from '@/shared/dates';
import { useI18n } from '@/shared/i18n';
import { localDay, useNow, useTimes } from '@/shared/time';
import { EmptyState, Failure, Section, useToasts } from '@/shared/ui';
import classes from './ClosedDays.module.css';
import { Holidays } from './Holidays';

/** Days on which a building stays closed: one by one, or the public holidays of a country. */
export function ClosedDays({ building }: { building: Building }) {
  const { t } = useI18n();
  const times = useTimes();
  const who = useMe();
  const toasts = useToasts();
  const today = localDay(useNow(), building.time_zone);
  const may = (act: string) => mayIn(who, act, building.building_id);
  const reopen = useAct('reopen-day', {
    onDone: () => toasts.done(t('manage.day-reopened')),
    onRefused: toasts.failed,
  });
  const days = Object.entries(building.closed_days)
    .filter(([day]) => day >= today)
    .sort();
  const named = (day: string) => times.fullDay(`${day}T12:00:00Z`, 'UTC');
  return (
    <Stack gap="lg">
      <Section title={t('manage.closed-days')} about={t('manage.closed-days-about')}>
        {may('close-day') && <CloseDay building={building} today={today} />}
        {days.length === 0 ? (
          <EmptyState icon={IconCalendarOff}>{t('manage.no-closed-days')}</EmptyState>
        ) : (
          <ul className={classes.days}>
            {days.map(([day, reason]) => (
              <li key={day}>
                <div>
                  <Text fw={550}>
                    {named(day)} {day.slice(0, 4)}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {reason}
                  </Text>
                </div>
                {may('reopen-day') && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={40}
                    aria-label={t('manage.reopen-day', { day: named(day) })}
                    onClick={() => reopen.act({ building_id: building.building_id, day })}
                  >
                    <IconX size={18} />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      {may('import-holidays') && <Holidays building={building} thisYear={Number(today.slice(0, 4))} />}
    </Stack>
  );
}

function CloseDay({ building, today }: { building: Building; today: string }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const [day, setDay] = useState(today);
  const [reason, setReason] = useState('');
  const close = useAct('close-day', {
    onDone: (answer) => {
      setReason('');
      toasts.done(t('manage.day-closed'), answer.command_id);
    },
  });

  function send(event: FormEvent) {
    event.preventDefault();
    if (reason.trim()) close.act({ building_id: building.building_id, day, reason: reason.trim() });
  }

  return (
    <form onSubmit={send}>
      <Stack gap="md" mb="md">
        {close.problem && <Failure problem={close.problem.problem} />}
        <Group gap="sm" align="flex-end">
          <DayInput
            label={t('draft.day')}
            words="short"
            minDate={today}
            value={day}
            onChange={setDay}
            w={168}
          />
          <TextInput
            label={t('manage.reason')}
            placeholder={t('manage.day-reason-example')}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            style={{ flex: '1 1 200px' }}
          />
          <Button type="submit" variant="default" disabled={!reason.trim()} loading={close.isUnderWay}>
            {t('manage.close-day')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
