import { useMemo } from 'react';
import { useI18n } from '@/shared/i18n';
import { qrCode } from '@/shared/qr';
import classes from './screens.module.css';

/** Leads a phone to booking this room. */
export function DoorCode({ roomId }: { roomId: string }) {
  const { t } = useI18n();
  const code = useMemo(() => {
    const draft = encodeURIComponent(JSON.stringify({ room: roomId }));
    return qrCode(`${window.location.origin}/?draft=${draft}`, 2);
  }, [roomId]);
  return (
    <figure className={classes.code}>
      <img src={code} alt={t('screen.code')} />
      <figcaption>{t('screen.scan')}</figcaption>
    </figure>
  );
}
