import { IconWifiOff } from '@tabler/icons-react';
import { useConnectionLost } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { localDay, myZone, useNow, useTimes } from '@/shared/time';
import classes from './ConnectionLost.module.css';

/** Above every page while the server can not be reached: of when it is what one sees, and that nothing can be done. */
export function ConnectionLost() {
  const { t } = useI18n();
  const times = useTimes();
  const now = useNow();
  const lost = useConnectionLost();
  return (
    <div role="status" className={classes.lost} data-shown={lost !== null || undefined}>
      {lost && <IconWifiOff size={20} stroke={1.7} aria-hidden className={classes.sign} />}
      {lost && (lost.asOf === null ? t('offline.nothing') : t('offline.as-of', { when: asTold(lost.asOf) }))}
    </div>
  );

  function asTold(at: number): string {
    const then = new Date(at);
    const isToday = localDay(then, myZone()) === localDay(now, myZone());
    return isToday ? times.time(then) : `${times.day(then)}, ${times.time(then)}`;
  }
}
