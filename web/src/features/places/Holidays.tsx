import { Button, Chip, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Building } from '@/requests/building';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Failure, Section, useToasts } from '@/shared/ui';
import classes from './ClosedDays.module.css';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Codes that name no country: unions, pseudo-regions of tests, and the like. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

/** Every country that the browser has a name for, by name. */
function countriesIn(locale: string) {
  const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .flatMap((code) => {
      const label = NO_COUNTRY.has(code) ? undefined : names.of(code);
      return label ? [{ value: code, label }] : [];
    })
    .sort((one, other) => one.label.localeCompare(other.label, locale));
}

const regionOf = (locale: string) => new Intl.Locale(locale).maximize().region ?? null;

/** The public holidays of a country, for some years at once. */
export function Holidays({ building, thisYear }: { building: Building; thisYear: number }) {
  const { t, locale } = useI18n();
  const toasts = useToasts();
  const [country, setCountry] = useState(regionOf(locale));
  const [part, setPart] = useState('');
  const [years, setYears] = useState([String(thisYear), String(thisYear + 1)]);
  const countries = useMemo(() => countriesIn(locale), [locale]);
  const bring = useAct('import-holidays', {
    onDone: (answer) =>
      toasts.done(t('manage.holidays-brought', { count: answer.closed.length }), answer.command_id),
  });
  return (
    <Section title={t('manage.holidays')} about={t('manage.holidays-about')}>
      <Stack gap="md">
        {bring.problem && <Failure problem={bring.problem.problem} />}
        <Group gap="sm" align="flex-end">
          <Select
            label={t('manage.country')}
            searchable
            value={country}
            onChange={setCountry}
            data={countries}
            style={{ flex: '1 1 220px' }}
          />
          <TextInput
            label={t('manage.country-part')}
            placeholder="HH"
            maxLength={60}
            value={part}
            onChange={(event) => setPart(event.currentTarget.value)}
            w={160}
          />
        </Group>
        <fieldset className={classes.years} aria-label={t('manage.years')}>
          <Chip.Group multiple value={years} onChange={setYears}>
            <Group gap="sm">
              <Text size="sm">{t('manage.years')}</Text>
              {[0, 1, 2].map((ahead) => (
                <Chip key={ahead} value={String(thisYear + ahead)}>
                  {thisYear + ahead}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </fieldset>
        <Group>
          <Button
            variant="default"
            disabled={!country || years.length === 0}
            loading={bring.isUnderWay}
            onClick={() =>
              country &&
              bring.act({
                building_id: building.building_id,
                country,
                subdivision: part.trim().toUpperCase() || null,
                years: years.map(Number).sort(),
              })
            }
          >
            {t('manage.bring-holidays')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
