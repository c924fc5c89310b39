import {
  IconBan,
  IconCalendarCheck,
  IconCheck,
  IconClockHour4,
  IconDoorExit,
  IconHourglassEmpty,
  IconLock,
  IconUserCheck,
  IconX,
} from '@tabler/icons-react';
import { useI18n } from '@/shared/i18n';
import classes from './Status.module.css';

export type BookingStatus =
  | 'pending'
  | 'confirmed'
  | 'checked_in'
  | 'finished'
  | 'cancelled'
  | 'rejected'
  | 'released'
  | 'expired'
  | 'busy';

const LOOKS = {
  pending: { icon: IconHourglassEmpty, tone: 'pending' },
  confirmed: { icon: IconCalendarCheck, tone: 'mine' },
  checked_in: { icon: IconUserCheck, tone: 'free' },
  finished: { icon: IconCheck, tone: 'closed' },
  cancelled: { icon: IconX, tone: 'closed' },
  rejected: { icon: IconBan, tone: 'busy' },
  released: { icon: IconDoorExit, tone: 'closed' },
  expired: { icon: IconClockHour4, tone: 'closed' },
  busy: { icon: IconLock, tone: 'busy' },
} as const;

/** How it stands with a booking: a colour, a sign and a word, so that none of them is needed alone. */
export function Status({ of: status }: { of: BookingStatus }) {
  const { t } = useI18n();
  const { icon: Icon, tone } = LOOKS[status];
  return (
    <span className={classes.status} data-tone={tone}>
      <Icon size={14} stroke={2} aria-hidden />
      {t(`status.${status}`)}
    </span>
  );
}
