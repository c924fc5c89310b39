import { IconWifiOff } from '@tabler/icons-react';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import classes from './screens.module.css';

/** Says that what is shown may be old, and since when. */
export function Lost({ since, zone }: { since: number; zone: string }) {
  const { t } = useI18n();
  const times = useTimes();
  return (
    <p role="alert" className={classes.lost}>
      <IconWifiOff aria-hidden size="1.2em" />
      {t('screen.lost', { time: times.time(new Date(since), zone) })}
    </p>
  );
}
