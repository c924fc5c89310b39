import { ActionIcon, Slider } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useI18n } from '@/shared/i18n';
import { overlaps, type Place } from '@/shared/places';
import { minutesOf, openOn, timeOf, useAsked } from '@/shared/question';
import { instantOf } from '@/shared/time';
import classes from './plan.module.css';

interface Props {
  places: Map<string, Place>;
  from: string;
  /** The day runs, to that minute. */
  onRun: (minute: number) => void;
  /** It was let go there. */
  onStop: (minute: number) => void;
}

const STEP = 15;
const TICK_MS = 350;
const LEAST_SHARE = 0.03;

/** Lets the day run; behind the slider stands how much is free at each hour. */
export function DayBar({ places, from, onRun, onStop }: Props) {
  const { t } = useI18n();
  const asked = useAsked();
  const [isRunning, setRunning] = useState(false);
  const [first, last] = useMemo(() => {
    const open = openOn(asked.building, asked.day);
    const starts = Math.min(...open.map(([start]) => start), 8 * 60);
    const ends = Math.min(Math.max(...open.map(([, end]) => end), 18 * 60), 1440);
    return [starts, ends - STEP];
  }, [asked.building, asked.day]);
  const minute = Math.max(first, Math.min(last, minutesOf(from)));
  const latest = useRef({ minute, onRun, onStop });
  latest.current = { minute, onRun, onStop };

  useEffect(() => {
    if (!isRunning) return;
    const timer = window.setInterval(() => {
      const next = latest.current.minute + STEP;
      if (next > last) {
        setRunning(false);
        latest.current.onStop(latest.current.minute);
      } else latest.current.onRun(next);
    }, TICK_MS);
    return () => window.clearInterval(timer);
  }, [isRunning, last]);

  const shares = useMemo(() => {
    const midnight = instantOf(`${asked.day}T00:00`, asked.zone).getTime();
    const units = [...places.values()].filter((place) => !place.sharesPlaces);
    const hours = [];
    for (let at = first; at < last; at += 30) {
      const half = { from: midnight + at * 60_000, to: midnight + (at + 30) * 60_000 };
      const free = units.filter((place) => place.busy.every((busy) => !overlaps(busy, half))).length;
      hours.push(Math.max(LEAST_SHARE, units.length > 0 ? free / units.length : 0));
    }
    return hours;
  }, [places, asked.day, asked.zone, first, last]);

  const marks = [];
  for (let at = Math.ceil(first / 120) * 120; at <= last; at += 120)
    marks.push({ value: at, label: timeOf(at) });

  return (
    <div className={classes.day}>
      <ActionIcon
        variant="light"
        size={40}
        radius="xl"
        aria-label={t(isRunning ? 'plan.pause' : 'plan.play')}
        onClick={() => {
          if (isRunning) onStop(minute);
          setRunning(!isRunning);
        }}
      >
        {isRunning ? <IconPlayerPause size={18} /> : <IconPlayerPlay size={18} />}
      </ActionIcon>
      <div className={classes.track}>
        <div className={classes.hours} aria-hidden>
          {shares.map((share, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they stand for half hours in order
            <div key={index} className={classes.hour} style={{ transform: `scaleY(${share})` }} />
          ))}
        </div>
        <Slider
          min={first}
          max={last}
          step={STEP}
          value={minute}
          onChange={onRun}
          onChangeEnd={(value) => {
            setRunning(false);
            onStop(value);
          }}
          label={timeOf}
          thumbLabel={t('plan.time')}
          marks={marks}
          size={4}
        />
      </div>
    </div>
  );
}
