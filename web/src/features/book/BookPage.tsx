import { IconBuilding } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { buildings } from '@/requests/buildings';
import { useI18n } from '@/shared/i18n';
import { AskedContext, type Building, completed, questionOf } from '@/shared/question';
import { myZone, sameClock, useNow } from '@/shared/time';
import { EmptyState, Loaded, Page } from '@/shared/ui';
import { Sentence } from './Sentence';
import { Views } from './Views';

const KEPT = 'bookit.building';
const QUARTER_MS = 15 * 60_000;

/** One question, and three ways to look at its answer: the plan, the timeline, the best that fits. */
export function BookPage() {
  const { t } = useI18n();
  const houses = useQuery(buildings);
  return (
    <Page title={t('book.title')} wide acts={<Views />}>
      <Loaded of={houses}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconBuilding}>{t('book.no-buildings')}</EmptyState>
          ) : (
            <Asking items={items} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Asking({ items }: { items: Building[] }) {
  const question = useSearch({ strict: false, select: questionOf });
  // What is not said becomes the next hour, which moves on every quarter of one.
  const quarter = Math.floor(useNow().getTime() / QUARTER_MS) * QUARTER_MS;
  const building = chosen(items, question.building);
  const asked = useMemo(
    () => completed(question, building, new Date(Math.max(quarter, Date.now() - QUARTER_MS))),
    [question, building, quarter],
  );

  useEffect(() => localStorage.setItem(KEPT, building.building_id), [building.building_id]);

  return (
    <AskedContext value={asked}>
      <Sentence buildings={items} />
      <Outlet />
    </AskedContext>
  );
}

/** The building that is asked about, else where one looked the last time, else one where clocks show the reader's time. */
function chosen(items: Building[], wanted: string | undefined): Building {
  const kept = localStorage.getItem(KEPT);
  const found =
    items.find((each) => each.building_id === wanted) ??
    items.find((each) => each.building_id === kept) ??
    items.find((each) => sameClock(new Date(), each.time_zone, myZone())) ??
    items[0];
  if (!found) throw new Error('there is a building');
  return found;
}
