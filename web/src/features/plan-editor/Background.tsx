import { Button, Group, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Plan } from '@/requests/plan';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Failure, Section, useToasts } from '@/shared/ui';
import { UploadField } from '@/shared/upload';

type Drawing = NonNullable<Plan['drawing']>;

interface Props {
  plan: Plan;
  drawing: Drawing;
}

/** Shares of a side within which a picture and a floor count as of one shape. */
const SAME_SHAPE = 0.02;

/** What lies under the rooms: a drawing or photo of the floor, stretched from corner to corner. */
export function Background({ plan, drawing }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  // Of the picture uploaded last: a floor of another shape would squeeze it.
  const [shape, setShape] = useState<number | null>(null);
  const draw = useAct('set-floor-plan', { onDone: () => toasts.done(t('editor.background-set')) });
  const fitting = shape === null ? drawing.height : Math.round(drawing.width / shape);
  const fits = Math.abs(fitting / drawing.height - 1) < SAME_SHAPE;

  const body = (change: Partial<Pick<Drawing, 'height' | 'background'>>) => ({
    building_id: plan.building_id,
    floor_id: plan.floor_id,
    width: drawing.width,
    height: drawing.height,
    background: drawing.background,
    fixtures: drawing.fixtures,
    ...change,
  });

  return (
    <Section title={t('editor.background')}>
      <Stack gap="sm">
        {draw.problem && <Failure problem={draw.problem.problem} />}
        {!drawing.background && (
          <Text size="sm" c="dimmed">
            {t('editor.background-about')}
          </Text>
        )}
        {drawing.background && !fits && (
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{t('editor.other-shape')}</Text>
            <Button
              size="compact-md"
              variant="light"
              loading={draw.isUnderWay}
              onClick={() => draw.act(body({ height: fitting }))}
            >
              {t('editor.take-shape', { width: drawing.width / 100, height: fitting / 100 })}
            </Button>
          </Stack>
        )}
        <UploadField
          kind="floor-background"
          owner={plan.building_id}
          label={t(drawing.background ? 'editor.replace-background' : 'editor.add-background')}
          onUploaded={async ({ file_id, width, height }) => {
            setShape(width / height);
            draw.act(body({ background: file_id }));
          }}
        />
        {drawing.background && (
          <Group>
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconTrash size={18} />}
              onClick={() => {
                setShape(null);
                draw.act(body({ background: null }));
              }}
            >
              {t('editor.remove-background')}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}
