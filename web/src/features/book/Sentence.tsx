import { ActionIcon, Button, Chip, Group, NumberInput, ScrollArea, SimpleGrid, Stack } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import '@mantine/dates/styles.layer.css';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { rooms } from '@/requests/rooms';
import { useI18n } from '@/shared/i18n';
import { useFeatureWords } from '@/shared/places';
import { type Building, openOn, timeOf, useAsk, useAsked } from '@/shared/question';
import { addDays, localDay, useNow, useTimes } from '@/shared/time';
import classes from './book.module.css';
import { Part } from './Part';

const STEP = 15;
const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240, 480];
const CROWDS = [1, 2, 4, 6, 8, 10, 12, 20];

/** The question as one sentence, each part of which can be changed. */
export function Sentence({ buildings }: { buildings: Building[] }) {
  const { t } = useI18n();
  const times = useTimes();
  const featureWords = useFeatureWords();
  const now = useNow();
  const asked = useAsked();
  const ask = useAsk();
  const noon = `${asked.day}T12:00:00Z`;
  const today = localDay(now, asked.zone);

  return (
    <section className={classes.sentence} aria-label={t('book.question')}>
      <Part label={t('draft.people')} words={t('booking.people', { count: asked.people })}>
        {(close) => (
          <Stack gap="sm">
            <SimpleGrid cols={4} spacing={8}>
              {CROWDS.map((count) => (
                <Button
                  key={count}
                  variant={count === asked.people ? 'filled' : 'default'}
                  onClick={() => {
                    ask({ people: count });
                    close();
                  }}
                >
                  {count}
                </Button>
              ))}
            </SimpleGrid>
            <NumberInput
              label={t('draft.people')}
              min={1}
              max={1000}
              value={asked.people}
              onChange={(next) => typeof next === 'number' && next > 0 && ask({ people: next }, true)}
            />
          </Stack>
        )}
      </Part>
      <span className={classes.joined}>
        <ActionIcon
          variant="transparent"
          color="gray"
          size={36}
          aria-label={t('book.day-before')}
          disabled={asked.day <= today}
          onClick={() => ask({ day: addDays(asked.day, -1) })}
        >
          <IconChevronLeft size={18} />
        </ActionIcon>
        <Part label={t('draft.day')} words={dayWords(asked.day, today, times, t)}>
          {(close) => (
            <DatePicker
              value={asked.day}
              minDate={today}
              onChange={(day) => {
                if (day) ask({ day });
                close();
              }}
              firstDayOfWeek={1}
              weekdayFormat={(day) => times.weekday(`${String(day).slice(0, 10)}T12:00:00Z`, 'UTC')}
              monthLabelFormat={(month) => times.month(`${String(month).slice(0, 10)}T12:00:00Z`, 'UTC')}
              monthsListFormat={(month) => times.shortMonth(`${String(month).slice(0, 10)}T12:00:00Z`, 'UTC')}
              getDayProps={(day) => ({ 'aria-label': times.fullDay(`${day.slice(0, 10)}T12:00:00Z`, 'UTC') })}
              ariaLabels={{ previousMonth: t('act.earlier'), nextMonth: t('act.later') }}
            />
          )}
        </Part>
        <ActionIcon
          variant="transparent"
          color="gray"
          size={36}
          aria-label={t('book.day-after')}
          onClick={() => ask({ day: addDays(asked.day, 1) })}
        >
          <IconChevronRight size={18} />
        </ActionIcon>
      </span>
      <Part label={t('draft.from')} words={asked.from}>
        {(close) => (
          <ScrollArea.Autosize mah={280} type="auto" offsetScrollbars>
            <SimpleGrid cols={4} spacing={8}>
              {startsOn(asked.building, asked.day).map((time) => (
                <Button
                  key={time}
                  size="compact-md"
                  h={36}
                  variant={time === asked.from ? 'filled' : 'default'}
                  onClick={() => {
                    ask({ day: asked.day, from: time });
                    close();
                  }}
                >
                  {time}
                </Button>
              ))}
            </SimpleGrid>
          </ScrollArea.Autosize>
        )}
      </Part>
      <Part label={t('book.length')} words={t('book.for', { length: times.minutes(asked.minutes) })}>
        {(close) => (
          <SimpleGrid cols={3} spacing={8}>
            {LENGTHS.map((minutes) => (
              <Button
                key={minutes}
                variant={minutes === asked.minutes ? 'filled' : 'default'}
                onClick={() => {
                  ask({ minutes });
                  close();
                }}
              >
                {times.minutes(minutes)}
              </Button>
            ))}
          </SimpleGrid>
        )}
      </Part>
      <Part
        label={t('book.features')}
        words={asked.features.length > 0 ? featureWords(asked.features).join(', ') : t('book.any-features')}
        isOpenEnded={asked.features.length === 0}
      >
        {() => <Features />}
      </Part>
      {buildings.length > 1 && (
        <Part label={t('book.building')} words={asked.building.name}>
          {(close) => (
            <Stack gap={8}>
              {buildings.map((each) => (
                <Button
                  key={each.building_id}
                  justify="flex-start"
                  variant={each.building_id === asked.building.building_id ? 'filled' : 'default'}
                  onClick={() => {
                    ask({ building: each.building_id, floor: undefined });
                    close();
                  }}
                >
                  {each.name}
                </Button>
              ))}
            </Stack>
          )}
        </Part>
      )}
      <span className={classes.zone}>{times.foreignZone(noon, asked.zone)}</span>
    </section>
  );
}

function Features() {
  const { t } = useI18n();
  const featureWords = useFeatureWords();
  const asked = useAsked();
  const ask = useAsk();
  const { data } = useQuery(rooms(asked.building.building_id));
  const known = [...new Set(data?.items.flatMap((room) => room.features) ?? [])].sort();
  return (
    <Chip.Group
      multiple
      value={asked.features}
      onChange={(next) => ask({ features: next.length > 0 ? next : undefined }, true)}
    >
      <Group gap={8} maw={320} role="group" aria-label={t('book.features')}>
        {known.map((feature) => (
          <Chip key={feature} value={feature}>
            {featureWords([feature])}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

/** Every quarter of an hour at which the building is open; all of the day where it is closed. */
function startsOn(building: Building, day: string): string[] {
  const open = openOn(building, day);
  const stretches = open.length > 0 ? open : [[0, 1440] as const];
  return stretches.flatMap(([from, to]) => {
    const starts = [];
    for (let minute = Math.ceil(from / STEP) * STEP; minute < Math.min(to, 1440); minute += STEP) {
      starts.push(timeOf(minute));
    }
    return starts;
  });
}

function dayWords(
  day: string,
  today: string,
  times: ReturnType<typeof useTimes>,
  t: ReturnType<typeof useI18n>['t'],
): string {
  if (day === today) return t('book.today');
  if (day === addDays(today, 1)) return t('book.tomorrow');
  return times.day(`${day}T12:00:00Z`, 'UTC');
}
