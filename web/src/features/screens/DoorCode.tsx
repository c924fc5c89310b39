import { useMemo } from 'react';
import { renderSVG } from 'uqr';
import { useI18n } from '@/shared/i18n';
import classes from './screens.module.css';

/** Leads a phone to booking this room. */
export function DoorCode({ roomId }: { roomId: string }) {
  const { t } = useI18n();
  const code = useMemo(() => {
    const draft = encodeURIComponent(JSON.stringify({ room: roomId }));
    const address = `${window.location.origin}/?draft=${draft}`;
    return `data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(address, { border: 2 }))}`;
  }, [roomId]);
  return (
    <figure className={classes.code}>
      <img src={code} alt={t('screen.code')} />
      <figcaption>{t('screen.scan')}</figcaption>
    </figure>
  );
}
