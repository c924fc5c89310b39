import { Text } from '@mantine/core';
import {
  IconAlarm,
  IconCalendarEvent,
  IconChecklist,
  IconHourglass,
  IconRepeat,
  IconRubberStamp,
  IconUser,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { components } from '@/api/schema';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { When } from '@/shared/ui';
import classes from './News.module.css';

type Told = components['schemas']['NotificationSeen'];

const SIGNS = {
  bookings: IconCalendarEvent,
  decisions: IconRubberStamp,
  waitlist: IconHourglass,
  series: IconRepeat,
  approvals: IconChecklist,
  reminders: IconAlarm,
  own: IconUser,
};

/** One piece of news in a sentence; it leads to what it is about. */
export function News({ news, onRead }: { news: Told; onRead: () => void }) {
  const { t, has } = useI18n();
  const times = useTimes();
  const [item] = news.items;
  const Sign = SIGNS[news.subject];
  const {
    starts_at: from,
    ends_at: to,
    time_zone: zone,
  } = (item?.facts ?? {}) as Record<string, string | undefined>;
  const key = `news.${news.kind}`;
  const words = has(key)
    ? t(key, {
        count: news.count,
        place: [item?.seat, item?.room, item?.building].filter(Boolean).join(', '),
        when: from && to ? `${times.day(from, zone)}, ${times.period(from, to, zone)}` : '',
      })
    : news.headline;
  const isAboutOne = news.count === 1 && item !== undefined;
  const detail = [isAboutOne ? item.title : null, isAboutOne ? item.reason : null]
    .filter(Boolean)
    .join(' · ');
  return (
    <div className={classes.news} data-unread={news.read_at === null || undefined}>
      <Sign size={22} stroke={1.6} aria-hidden className={classes.sign} />
      <div className={classes.words}>
        {isAboutOne && news.subject !== 'waitlist' && news.subject !== 'series' ? (
          <Link
            to="/bookings/$bookingId"
            params={{ bookingId: item.subject_id }}
            className={classes.link}
            onClick={onRead}
          >
            {words}
          </Link>
        ) : (
          <Link
            to="/bookings"
            search={news.subject === 'waitlist' ? { view: 'waiting' } : {}}
            className={classes.link}
            onClick={onRead}
          >
            {words}
          </Link>
        )}
        <Text size="sm" c="dimmed">
          {detail && `${detail} · `}
          <When at={news.told_at} />
        </Text>
      </div>
      {news.read_at === null && <span className={classes.dot} role="img" aria-label={t('inbox.new')} />}
    </div>
  );
}
