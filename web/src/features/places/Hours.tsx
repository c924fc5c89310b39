import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '@/shared/api';
import { forFields, type HoursRead, type Hours as WeeklyHours } from '@/shared/hours';
import { useI18n } from '@/shared/i18n';
import { Failure, Section } from '@/shared/ui';
import { HoursField } from './HoursField';

interface Props {
  title: string;
  about: string;
  /** Null where the building's hours hold. */
  hours: HoursRead | null;
  /** Of the building, to begin with. */
  usual?: HoursRead;
  /** Whether there may be none of its own. */
  optional?: boolean;
  mayChange: boolean;
  isUnderWay: boolean;
  problem?: Problem;
  onSave: (hours: WeeklyHours | null) => void;
}

/** Weekly opening hours, changed all at once. */
export function Hours({
  hours,
  usual = {},
  optional,
  mayChange,
  isUnderWay,
  problem,
  onSave,
  ...head
}: Props) {
  const { t } = useI18n();
  // What is being edited; until then what is there, which may change meanwhile.
  const [edited, setEdited] = useState<{ hours: WeeklyHours | null } | null>(null);
  const shown = edited ? edited.hours : hours && forFields(hours);
  const isChanged =
    edited !== null && JSON.stringify(edited.hours) !== JSON.stringify(hours && forFields(hours));
  return (
    <Section {...head}>
      <Stack gap="md">
        {problem && <Failure problem={problem} />}
        {optional && (
          <Switch
            label={t('manage.own-hours')}
            checked={shown !== null}
            disabled={!mayChange}
            onChange={(event) => setEdited({ hours: event.currentTarget.checked ? forFields(usual) : null })}
          />
        )}
        {shown && (
          <fieldset disabled={!mayChange} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
            <HoursField value={shown} onChange={(next) => setEdited({ hours: next })} />
          </fieldset>
        )}
        {isChanged && (
          <Group gap="sm">
            <Button loading={isUnderWay} onClick={() => onSave(edited.hours)}>
              {t('act.save')}
            </Button>
            <Button variant="subtle" onClick={() => setEdited(null)}>
              {t('act.discard')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('manage.hours-stay')}
            </Text>
          </Group>
        )}
      </Stack>
    </Section>
  );
}
