import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Failure, useToasts } from '@/shared/ui';
import { numbered, type Piece } from './pieces';

/** The name of a room or a desk, kept when one leaves the field. */
export function NameField({ piece }: { piece: Piece }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const told = { onDone: () => toasts.done(t('manage.renamed')) };
  const room = useAct('rename-room', told);
  const seats = useAct('rename-seats', told);
  const problem = room.problem ?? seats.problem;

  function rename(name: string) {
    if (!name || name === piece.name) return;
    if (piece.seat) seats.act({ room_id: piece.room, names: { [piece.seat]: name } });
    else room.act({ room_id: piece.room, name });
  }

  return (
    <>
      {problem && <Failure problem={problem.problem} />}
      <TextInput
        key={`${piece.id} ${piece.name}`}
        label={t('manage.name')}
        maxLength={120}
        defaultValue={piece.name}
        onBlur={(event) => rename(event.currentTarget.value.trim())}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </>
  );
}

/** Desks of one room, numbered as one reads. */
export function Numbers({ desks }: { desks: Piece[] }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const [prefix, setPrefix] = useState('');
  const [first, setFirst] = useState(1);
  const number = useAct('rename-seats', { onDone: () => toasts.done(t('editor.numbered')) });
  const names = numbered(desks, prefix.trim(), first);
  const inOrder = Object.values(names);
  return (
    <Stack gap="sm">
      <Text fw={550}>{t('editor.number')}</Text>
      {number.problem && <Failure problem={number.problem.problem} />}
      <Group gap="sm" grow>
        <TextInput
          label={t('manage.seat-prefix')}
          maxLength={20}
          value={prefix}
          onChange={(event) => setPrefix(event.currentTarget.value)}
        />
        <NumberInput
          label={t('manage.seat-first')}
          allowDecimal={false}
          min={0}
          max={99_999}
          value={first}
          onChange={(next) => typeof next === 'number' && setFirst(next)}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t('manage.seats-will-be', { first: inOrder[0], last: inOrder.at(-1) })}
      </Text>
      <Group>
        <Button
          size="xs"
          variant="default"
          loading={number.isUnderWay}
          onClick={() => desks[0] && number.act({ room_id: desks[0].room, names })}
        >
          {t('editor.number-act')}
        </Button>
      </Group>
    </Stack>
  );
}
