import { Button, Group, Stack, TagsInput, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Room } from '@/requests/room';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { takesSeats } from '@/shared/places';
import { Failure, Section, useToasts } from '@/shared/ui';
import { SeatsDrawer } from './SeatsDrawer';

interface Props {
  room: Room;
  mayChange: boolean;
  mayAddSeats: boolean;
}

/** What a room is and what it has. */
export function About({ room, mayChange, mayAddSeats }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  const [features, setFeatures] = useState(room.features);
  const [isAdding, setAdding] = useState(false);
  const set = useAct('set-room-features', { onDone: () => toasts.done(t('manage.features-set')) });
  const isChanged = features.join('\n') !== room.features.join('\n');
  const facts = [
    t(`kind.${room.kind}`),
    t('room.capacity', { count: room.capacity }),
    room.seats.length > 0 && t('manage.count-seats', { count: room.seats.length }),
    room.made_of.length > 0 && t('manage.made-of', { count: room.made_of.length }),
  ];
  return (
    <Section title={t('manage.about-room')} about={facts.filter(Boolean).join(' · ')}>
      <Stack gap="md">
        {set.problem && <Failure problem={set.problem.problem} />}
        <TagsInput
          label={t('manage.features')}
          description={t('manage.features-about')}
          maxTags={50}
          readOnly={!mayChange}
          value={features}
          onChange={setFeatures}
        />
        {isChanged && (
          <Group gap="sm">
            <Button loading={set.isUnderWay} onClick={() => set.act({ room_id: room.room_id, features })}>
              {t('act.save')}
            </Button>
            <Button variant="subtle" onClick={() => setFeatures(room.features)}>
              {t('act.discard')}
            </Button>
          </Group>
        )}
        {room.seats.length > 0 && (
          <Text size="sm" c="dimmed" lineClamp={3}>
            {t('manage.seats-are', { names: room.seats.map((seat) => seat.name).join(', ') })}
          </Text>
        )}
        {mayAddSeats && takesSeats(room) && (
          <Group>
            <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setAdding(true)}>
              {t('manage.add-seats')}
            </Button>
          </Group>
        )}
      </Stack>
      {isAdding && <SeatsDrawer room={room} onClose={() => setAdding(false)} />}
    </Section>
  );
}
