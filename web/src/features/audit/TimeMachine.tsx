import { ActionIcon, Alert, Group, SegmentedControl, Select, Slider, Stack, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { calendarThen, occupancyThen } from '@/requests/as-of';
import { buildings } from '@/requests/buildings';
import { floors } from '@/requests/floors';
import { DayInput } from '@/shared/dates';
import { useI18n } from '@/shared/i18n';
import { addDays, instantOf, localDay, localTime, useNow, useTimes } from '@/shared/time';
import { Loaded, Rows } from '@/shared/ui';
import classes from './audit.module.css';
import { PlanOfThen } from './PlanOfThen';
import { CalendarOfThen, OccupancyOfThen } from './Then';

const route = getRouteApi('/signed-in/audit');
const DAY_MINUTES = 1440;
const STEP_MINUTES = 5;

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** A building as the ledger had it at a past moment. Nothing can be changed here. */
export function TimeMachine() {
  const { t } = useI18n();
  const times = useTimes();
  const now = useNow();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const houses = useQuery(buildings);
  const house =
    houses.data?.items.find((each) => each.building_id === search.building) ?? houses.data?.items[0];
  const zone = house?.time_zone ?? 'UTC';
  // A moment that is not chosen is that in which the page was opened: each question is put on record.
  const [opened] = useState(() => now.toISOString());
  const at = search.at ?? opened;
  const asOfDay = localDay(new Date(at), zone);
  const view = search.view ?? 'calendar';
  const change = (changes: object) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true });
  const goTo = (day: string, time: string) => {
    const wanted = instantOf(`${day}T${time}`, zone);
    change({ at: (wanted > now ? now : wanted).toISOString() });
  };

  return (
    <div className={classes.past}>
      <Alert
        className={classes.banner}
        color="yellow"
        variant="light"
        icon={<IconHistory />}
        title={t('then.banner', { at: times.exactly(at, zone) })}
        aria-live="polite"
      >
        {t('then.banner-about')}
      </Alert>
      <Stack gap="md">
        <Group gap="md" align="flex-end">
          <Select
            label={t('reports.building')}
            allowDeselect={false}
            value={house?.building_id ?? null}
            onChange={(next) => change({ building: next ?? undefined, floor: undefined })}
            data={houses.data?.items.map((each) => ({ value: each.building_id, label: each.name })) ?? []}
            w={220}
          />
          <div className={classes.days}>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('then.day-before')}
              onClick={() => goTo(addDays(asOfDay, -1), localTime(new Date(at), zone))}
            >
              <IconChevronLeft size={18} />
            </ActionIcon>
            <DayInput
              label={t('then.day')}
              words="short"
              value={asOfDay}
              maxDate={localDay(now, zone)}
              onChange={(day) => goTo(day, localTime(new Date(at), zone))}
              w={160}
            />
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('then.day-after')}
              disabled={asOfDay >= localDay(now, zone)}
              onClick={() => goTo(addDays(asOfDay, 1), localTime(new Date(at), zone))}
            >
              <IconChevronRight size={18} />
            </ActionIcon>
          </div>
          <SegmentedControl
            aria-label={t('then.view')}
            value={view}
            onChange={(next) => change({ view: next === 'floor' ? 'floor' : undefined })}
            data={[
              { value: 'calendar', label: t('then.calendar') },
              { value: 'floor', label: t('then.floor') },
            ]}
          />
        </Group>
        <TimeSlider
          at={minutesOf(localTime(new Date(at), zone))}
          onSettled={(time) => goTo(asOfDay, clock(time))}
        />
        {house && view === 'calendar' && (
          <CalendarView
            building={house.building_id}
            day={search.day ?? asOfDay}
            at={at}
            onDay={(day) => change({ day })}
          />
        )}
        {house && view === 'floor' && (
          <FloorView
            building={house.building_id}
            floor={search.floor}
            at={at}
            zone={zone}
            onFloor={(floor) => change({ floor })}
          />
        )}
      </Stack>
    </div>
  );
}

/** Moves freely, and asks when it is let go. */
function TimeSlider({ at, onSettled }: { at: number; onSettled: (minutes: number) => void }) {
  const { t } = useI18n();
  const [shown, setShown] = useState(at);
  useEffect(() => setShown(at), [at]);
  return (
    <div className={classes.slider}>
      <Text size="sm" fw={500} mb={4}>
        {t('then.time', { time: clock(shown) })}
      </Text>
      <Slider
        thumbLabel={t('then.slider')}
        min={0}
        max={DAY_MINUTES - STEP_MINUTES}
        step={STEP_MINUTES}
        value={shown}
        onChange={setShown}
        onChangeEnd={onSettled}
        label={clock}
        marks={[0, 360, 720, 1080].map((value) => ({ value, label: clock(value) }))}
      />
    </div>
  );
}

interface CalendarViewProps {
  building: string;
  day: string;
  at: string;
  onDay: (day: string) => void;
}

function CalendarView({ building, day, at, onDay }: CalendarViewProps) {
  const { t } = useI18n();
  const calendar = useQuery(calendarThen(building, day, at));
  return (
    <>
      <DayInput label={t('then.calendar-day')} words="short" value={day} onChange={onDay} w={160} />
      <Loaded of={calendar} skeleton={<Rows count={6} height={56} />}>
        {(then) => <CalendarOfThen then={then} />}
      </Loaded>
    </>
  );
}

interface FloorViewProps {
  building: string;
  floor: string | undefined;
  at: string;
  zone: string;
  onFloor: (floor: string) => void;
}

function FloorView({ building, floor, at, zone, onFloor }: FloorViewProps) {
  const { t } = useI18n();
  const all = useQuery(floors(building));
  const chosen = all.data?.items.find((each) => each.floor_id === floor) ?? all.data?.items[0];
  const occupancy = useQuery({
    ...occupancyThen(chosen?.floor_id ?? '', at),
    enabled: chosen !== undefined,
  });
  if (all.data && !chosen) return <Text c="dimmed">{t('then.no-floors')}</Text>;
  return (
    <>
      <Select
        label={t('then.which-floor')}
        allowDeselect={false}
        value={chosen?.floor_id ?? null}
        onChange={(next) => next && onFloor(next)}
        data={all.data?.items.map((each) => ({ value: each.floor_id, label: each.name })) ?? []}
        w={220}
      />
      <Loaded of={occupancy} skeleton={<Rows count={6} height={56} />}>
        {(then) => (
          <>
            <PlanOfThen then={then} />
            <OccupancyOfThen then={then} zone={zone} />
          </>
        )}
      </Loaded>
    </>
  );
}
