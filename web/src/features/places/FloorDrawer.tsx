import { Button, Drawer, NumberInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { components } from '@/api/schema';
import type { Building } from '@/requests/building';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Failure, useToasts } from '@/shared/ui';

interface Props {
  building: Building;
  floors: components['schemas']['FloorSeen'][];
  onClose: () => void;
}

/** A new floor: what people call it, and how high it is. */
export function FloorDrawer({ building, floors, onClose }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  const add = useAct('add-floor', {
    onDone: () => {
      toasts.done(t('manage.floor-added'));
      onClose();
    },
  });
  const highest = Math.max(-1, ...floors.map((floor) => floor.level));
  const form = useForm({
    initialValues: { name: '', level: (highest + 1) as number | string },
    validate: {
      name: (value) => (value.trim() ? null : t('manage.needs-name')),
      level: (value) => (typeof value === 'number' ? null : t('manage.needs-number')),
    },
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('manage.add-floor')}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit(({ name, level }) =>
          add.act({ building_id: building.building_id, name: name.trim(), level: Number(level) }),
        )}
      >
        <Stack gap="md">
          {add.problem && <Failure problem={add.problem.problem} />}
          <TextInput
            label={t('manage.name')}
            maxLength={120}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <NumberInput
            label={t('manage.level')}
            description={t('manage.level-about')}
            allowDecimal={false}
            min={-20}
            max={200}
            {...form.getInputProps('level')}
          />
          <Button type="submit" loading={add.isUnderWay}>
            {t('manage.add-floor')}
          </Button>
        </Stack>
      </form>
    </Drawer>
  );
}
