import { Button, Checkbox, Group, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { RoomOnPlan } from '@/requests/plan';
import { useI18n } from '@/shared/i18n';
import { takesSeats } from '@/shared/places';
import { Section } from '@/shared/ui';
import { NameField, Numbers } from './Names';
import {
  AISLE,
  type Alignment,
  aligned,
  type Edits,
  inRows,
  type Piece,
  perRowOf,
  repeated,
  type Size,
  type Way,
  within,
} from './pieces';

interface Props {
  pieces: Piece[];
  rooms: RoomOnPlan[];
  selected: ReadonlySet<string>;
  size: Size;
  onChange: (edits: Edits) => void;
  onRepeat: (way: Way) => void;
  onGrow: (room: RoomOnPlan) => void;
}

const FIELDS = ['x', 'y', 'width', 'height', 'turn'] as const;
const ALIGNMENTS: Alignment[] = ['left', 'centre', 'right', 'top', 'middle', 'bottom', 'across', 'down'];
const WAYS: Way[] = ['right', 'below'];

/** What is chosen: its measures in numbers, or how several stand to each other. */
export function Chosen({ pieces, rooms, selected, size, onChange, onRepeat, onGrow }: Props) {
  const { t } = useI18n();
  const chosen = pieces.filter((piece) => selected.has(piece.id) && piece.box);
  const [only] = chosen;
  if (!only?.box) {
    return (
      <Section title={t('editor.nothing-chosen')}>
        <Text size="sm" c="dimmed">
          {t('editor.how')}
        </Text>
      </Section>
    );
  }
  const { box } = only;
  if (chosen.length > 1) {
    return (
      <Section title={t('editor.chosen', { count: chosen.length })}>
        <Group gap={8}>
          {ALIGNMENTS.map((how) => (
            <Button
              key={how}
              size="xs"
              variant="default"
              disabled={(how === 'across' || how === 'down') && chosen.length < 3}
              onClick={() => onChange(aligned(chosen, how))}
            >
              {t(`editor.align-${how}`)}
            </Button>
          ))}
        </Group>
        <Stack gap="lg" mt="lg">
          <Repeat chosen={chosen} pieces={pieces} size={size} onRepeat={onRepeat} />
          {chosen.every((piece) => piece.seat && piece.room === only.room) && <Numbers desks={chosen} />}
          <TakeOff chosen={chosen} onChange={onChange} />
        </Stack>
      </Section>
    );
  }
  const placed = only.seat ? [] : pieces.filter((piece) => piece.seat && piece.room === only.id && piece.box);
  const desks = only.seat ? [] : pieces.filter((piece) => piece.seat && piece.room === only.id);
  const room = rooms.find((each) => each.room_id === only.id);
  return (
    <Section title={only.name}>
      <Stack gap="lg">
        <NameField piece={only} />
        <SimpleGrid cols={2} spacing="sm" verticalSpacing="sm">
          {FIELDS.map((field) => (
            <NumberInput
              key={field}
              label={t(`editor.field-${field}`)}
              allowDecimal={false}
              step={field === 'turn' ? 15 : 10}
              min={field === 'turn' ? -360 : 0}
              value={box[field]}
              onChange={(next) =>
                typeof next === 'number' &&
                next !== box[field] &&
                onChange({ [only.id]: within({ ...box, [field]: next }, size) })
              }
            />
          ))}
        </SimpleGrid>
        <Repeat chosen={chosen} pieces={pieces} size={size} onRepeat={onRepeat} />
        {desks.length > 0 && <DeskRows ground={only} desks={desks} size={size} onChange={onChange} />}
        {placed.length > 0 && <Numbers desks={placed} />}
        {room && takesSeats(room) && (
          <Group>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={16} />}
              onClick={() => onGrow(room)}
            >
              {t('manage.add-seats')}
            </Button>
          </Group>
        )}
        <TakeOff chosen={chosen} onChange={onChange} />
      </Stack>
    </Section>
  );
}

interface RepeatProps {
  chosen: Piece[];
  pieces: Piece[];
  size: Size;
  onRepeat: (way: Way) => void;
}

/** The same desks once more, as long as desks of their room wait for a place. */
function Repeat({ chosen, pieces, size, onRepeat }: RepeatProps) {
  const { t } = useI18n();
  const waiting = Object.keys(repeated(chosen, pieces, 'below', size)).length;
  if (waiting === 0) return null;
  return (
    <Stack gap={8}>
      <Text fw={550}>{t('editor.repeat', { count: waiting })}</Text>
      <Group gap={8}>
        {WAYS.map((way) => (
          <Button key={way} size="xs" variant="default" onClick={() => onRepeat(way)}>
            {t(`editor.repeat-${way}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

function TakeOff({ chosen, onChange }: { chosen: Piece[]; onChange: (edits: Edits) => void }) {
  const { t } = useI18n();
  return (
    <Group>
      <Button
        size="xs"
        variant="subtle"
        color="red"
        ml={-14}
        onClick={() => onChange(Object.fromEntries(chosen.map(({ id }) => [id, null])))}
      >
        {t('editor.take-off')}
      </Button>
    </Group>
  );
}

interface DeskRowsProps {
  ground: Piece;
  desks: Piece[];
  size: Size;
  onChange: (edits: Edits) => void;
}

/** All desks of a room in rows, at once. */
function DeskRows({ ground, desks, size, onChange }: DeskRowsProps) {
  const { t } = useI18n();
  const [perRow, setPerRow] = useState(perRowOf(desks.length));
  const [aisle, setAisle] = useState(AISLE);
  const [isFacing, setFacing] = useState(true);
  return (
    <Stack gap="sm">
      <Text fw={550}>{t('editor.rows', { count: desks.length })}</Text>
      <Group gap="sm" grow>
        <NumberInput
          label={t('editor.per-row')}
          allowDecimal={false}
          min={1}
          max={desks.length}
          value={perRow}
          onChange={(next) => typeof next === 'number' && next >= 1 && setPerRow(next)}
        />
        <NumberInput
          label={t('editor.aisle')}
          allowDecimal={false}
          step={10}
          min={0}
          max={2000}
          value={aisle}
          onChange={(next) => typeof next === 'number' && setAisle(next)}
        />
      </Group>
      <Checkbox
        label={t('editor.facing')}
        checked={isFacing}
        onChange={(event) => setFacing(event.currentTarget.checked)}
      />
      <Group>
        <Button
          size="xs"
          variant="default"
          onClick={() => ground.box && onChange(inRows(ground.box, desks, { perRow, aisle, isFacing }, size))}
        >
          {t('editor.arrange')}
        </Button>
      </Group>
    </Stack>
  );
}
