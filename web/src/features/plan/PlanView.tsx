import { Button, Skeleton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconStairs } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { floors } from '@/requests/floors';
import { useDraft } from '@/shared/draft';
import { useI18n } from '@/shared/i18n';
import { timeOf, useAsk, useAsked } from '@/shared/question';
import { instantOf } from '@/shared/time';
import { EmptyState, Failure, Loaded, problemOf } from '@/shared/ui';
import { DayBar } from './DayBar';
import { Legend } from './Legend';
import { PlaceList } from './PlaceList';
import classes from './plan.module.css';
import { Stage } from './Stage';
import { useFloor } from './useFloor';
import { useTold } from './useTold';

const REST_MS = 250;

/** The floor as people know it, at the time asked for. */
export function PlanView() {
  const { t } = useI18n();
  const asked = useAsked();
  const ask = useAsk();
  const found = useQuery(floors(asked.building.building_id));
  return (
    <Loaded of={found} skeleton={<Skeleton height={560} radius="lg" />}>
      {({ items }) => {
        const floor =
          items.find((each) => each.floor_id === asked.floor) ??
          items.find(({ level }) => level > 0) ??
          items[0];
        if (!floor) return <EmptyState icon={IconStairs}>{t('plan.no-floors')}</EmptyState>;
        return (
          <>
            <div className={classes.bar}>
              <section className={classes.floors} aria-label={t('plan.floors')}>
                {items.map((each) => (
                  <Button
                    key={each.floor_id}
                    size="compact-md"
                    h={36}
                    variant={each === floor ? 'light' : 'subtle'}
                    color={each === floor ? undefined : 'gray'}
                    aria-pressed={each === floor}
                    onClick={() => ask({ floor: each.floor_id })}
                  >
                    {each.name}
                  </Button>
                ))}
              </section>
              <Legend />
            </div>
            <FloorNow floorId={floor.floor_id} />
          </>
        );
      }}
    </Loaded>
  );
}

function FloorNow({ floorId }: { floorId: string }) {
  const asked = useAsked();
  const ask = useAsk();
  const navigate = useNavigate();
  const draft = useDraft();
  const { floor, error, retry } = useFloor(floorId);
  // While somebody lets the day run, only what is drawn follows; the address does once they have let go.
  const [running, setRunning] = useState<string | null>(null);
  const settle = useDebouncedCallback((at: string) => ask({ day: asked.day, from: at }, true), REST_MS);
  if (running === asked.from) setRunning(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const from = useDeferredValue(running ?? asked.from);

  const span = useMemo(() => {
    const start = instantOf(`${asked.day}T${from}`, asked.zone).getTime();
    return { from: start, to: start + asked.minutes * 60_000 };
  }, [asked.day, asked.zone, asked.minutes, from]);
  const tell = useTold(floor?.places, span);

  const pick = useCallback(
    (id: string) => {
      const place = floor?.places.get(id);
      if (!place) return;
      const { stay } = tell(id);
      if (stay?.isMine && stay.id) {
        void navigate({ to: '/bookings/$bookingId', params: { bookingId: stay.id } });
        return;
      }
      draft.open({
        room: place.room,
        seat: place.seat ?? undefined,
        from: new Date(span.from).toISOString(),
        to: new Date(span.to).toISOString(),
        people: asked.people > 1 ? asked.people : undefined,
      });
    },
    [floor?.places, tell, navigate, draft.open, span, asked.people],
  );

  if (error) return <Failure problem={problemOf(error)} onRetry={retry} />;
  if (!floor) return <Skeleton height={560} radius="lg" />;
  return (
    <div className={classes.view}>
      <div>
        <Stage floor={floor} tell={tell} chosen={chosen} onChoose={setChosen} onPick={pick} />
        <DayBar
          places={floor.places}
          from={running ?? asked.from}
          onRun={(minute) => setRunning(timeOf(minute))}
          onStop={(minute) => settle(timeOf(minute))}
        />
      </div>
      <PlaceList floor={floor} tell={tell} chosen={chosen} onChoose={setChosen} onPick={pick} />
    </div>
  );
}
