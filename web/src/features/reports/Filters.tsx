import { Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { buildings } from '@/requests/buildings';
import { DayInput } from '@/shared/dates';
import { useI18n } from '@/shared/i18n';
import { KINDS, useAsked } from './asked';

/** Which days, where, and what kind of rooms. */
export function Filters() {
  const { t } = useI18n();
  const [asked, ask] = useAsked();
  const houses = useQuery(buildings);
  return (
    <Group gap="md" align="flex-end">
      <DayInput
        label={t('reports.from')}
        words="short"
        value={asked.from}
        maxDate={asked.until}
        onChange={(from) => ask({ from })}
        w={160}
      />
      <DayInput
        label={t('reports.until')}
        words="short"
        value={asked.until}
        minDate={asked.from}
        onChange={(until) => ask({ until })}
        w={160}
      />
      <Select
        label={t('reports.building')}
        placeholder={t('reports.all')}
        clearable
        value={asked.building ?? null}
        onChange={(next) => ask({ building: next ?? undefined })}
        data={houses.data?.items.map((each) => ({ value: each.building_id, label: each.name })) ?? []}
        w={200}
      />
      <Select
        label={t('reports.kind')}
        placeholder={t('reports.all')}
        clearable
        value={asked.kind ?? null}
        onChange={(next) => ask({ kind: KINDS.find((kind) => kind === next) })}
        data={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        w={200}
      />
    </Group>
  );
}
