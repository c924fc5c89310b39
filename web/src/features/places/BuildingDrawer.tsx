import { Button, Drawer, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { myZone } from '@/shared/time';
import { Failure, useToasts } from '@/shared/ui';

interface Props {
  /** What comes after it; its hours, unless one says otherwise. */
  onAdded?: () => void;
  onClose: () => void;
}

/** A new building; its hours and floors are set on its own page. */
export function BuildingDrawer({ onAdded, onClose }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  const navigate = useNavigate();
  const add = useAct('add-building', {
    onDone: ({ building_id }) => {
      toasts.done(t('manage.building-added'));
      if (onAdded) return onAdded();
      void navigate({
        to: '/manage/places/$buildingId',
        params: { buildingId: building_id },
        search: { part: 'hours' },
      });
    },
  });
  const form = useForm({
    initialValues: {
      name: '',
      address: '',
      zone: myZone(),
      latitude: '' as number | string,
      longitude: '' as number | string,
    },
    validate: { name: (value) => (value.trim() ? null : t('manage.needs-name')) },
  });
  const degrees = (value: number | string) => (typeof value === 'number' ? value : null);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('manage.add-building')}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit(({ name, address, zone, latitude, longitude }) =>
          add.act({
            name: name.trim(),
            address: address.trim(),
            time_zone: zone,
            latitude: degrees(latitude),
            longitude: degrees(longitude),
          }),
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
          <TextInput label={t('manage.address')} maxLength={500} {...form.getInputProps('address')} />
          <Select
            label={t('manage.zone')}
            description={t('manage.zone-about')}
            searchable
            allowDeselect={false}
            limit={50}
            data={Intl.supportedValuesOf('timeZone')}
            {...form.getInputProps('zone')}
          />
          <Group grow gap="sm" align="flex-start">
            <NumberInput
              label={t('manage.latitude')}
              hideControls
              min={-90}
              max={90}
              {...form.getInputProps('latitude')}
            />
            <NumberInput
              label={t('manage.longitude')}
              hideControls
              min={-180}
              max={180}
              {...form.getInputProps('longitude')}
            />
          </Group>
          <Button type="submit" loading={add.isUnderWay}>
            {t('manage.add-building')}
          </Button>
        </Stack>
      </form>
    </Drawer>
  );
}
