import { Button, Checkbox, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useI18n } from '@/shared/i18n';
import { Section } from '@/shared/ui';
import { type Alignment, aligned, type Edits, inRows, type Piece, type Size, within } from './pieces';

interface Props {
  pieces: Piece[];
  selected: ReadonlySet<string>;
  size: Size;
  onChange: (edits: Edits) => void;
}

const FIELDS = ['x', 'y', 'width', 'height', 'turn'] as const;
const ALIGNMENTS: Alignment[] = ['left', 'top', 'across', 'down'];

/** What is chosen: its measures in numbers, or how several stand to each other. */
export function Chosen({ pieces, selected, size, onChange }: Props) {
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
        <Group gap="sm">
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
      </Section>
    );
  }
  const desks = only.seat ? [] : pieces.filter((piece) => piece.seat && piece.room === only.id);
  return (
    <Section title={only.name}>
      <Stack gap="md">
        <Group gap="sm" grow preventGrowOverflow={false}>
          {FIELDS.map((field) => (
            <NumberInput
              key={field}
              label={t(`editor.field-${field}`)}
              allowDecimal={false}
              step={field === 'turn' ? 15 : 10}
              min={field === 'turn' ? -360 : 0}
              miw={104}
              value={box[field]}
              onChange={(next) =>
                typeof next === 'number' &&
                next !== box[field] &&
                onChange({ [only.id]: within({ ...box, [field]: next }, size) })
              }
            />
          ))}
        </Group>
        {desks.length > 0 && <DeskRows ground={only} desks={desks} size={size} onChange={onChange} />}
        <Group>
          <Button size="xs" variant="subtle" color="red" onClick={() => onChange({ [only.id]: null })}>
            {t('editor.take-off')}
          </Button>
        </Group>
      </Stack>
    </Section>
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
  const [perRow, setPerRow] = useState(Math.min(6, desks.length));
  const [aisle, setAisle] = useState(160);
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
