import { Button, Group, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Plan } from '@/requests/plan';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Failure, Section, useToasts } from '@/shared/ui';

const USUAL = { width: 4000, height: 2000 };

/** How large the floor is, in metres; everything else is placed on that. */
export function FloorSize({ plan }: { plan: Plan }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const { drawing } = plan;
  const { width, height } = drawing ?? USUAL;
  const [wide, setWide] = useState(width / 100);
  const [deep, setDeep] = useState(height / 100);
  const draw = useAct('set-floor-plan', {
    onDone: () => drawing && toasts.done(t('editor.size-set')),
  });
  const isSame = drawing !== null && wide * 100 === width && deep * 100 === height;
  const metres = (label: string, value: number, onValue: (next: number) => void) => (
    <NumberInput
      label={label}
      suffix={t('editor.metres')}
      decimalScale={2}
      min={1}
      max={1000}
      value={value}
      onChange={(next) => typeof next === 'number' && onValue(next)}
    />
  );
  return (
    <Section title={t(drawing ? 'editor.size' : 'editor.how-large')} about={t('editor.how-large-about')}>
      <Stack gap="md" maw={320}>
        {draw.problem && <Failure problem={draw.problem.problem} />}
        <Group gap="sm" grow>
          {metres(t('editor.width'), wide, setWide)}
          {metres(t('editor.depth'), deep, setDeep)}
        </Group>
        <Group>
          <Button
            variant={drawing ? 'default' : 'filled'}
            disabled={isSame}
            loading={draw.isUnderWay}
            onClick={() =>
              draw.act({
                building_id: plan.building_id,
                floor_id: plan.floor_id,
                width: Math.round(wide * 100),
                height: Math.round(deep * 100),
                background: drawing?.background ?? null,
                fixtures: drawing?.fixtures ?? [],
              })
            }
          >
            {t(drawing ? 'editor.set-size' : 'editor.begin')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
