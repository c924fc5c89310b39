import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { calendarFeed, useRenewCalendarFeed, useRevokeCalendarFeed } from '@/requests/calendar-feed';
import { useI18n } from '@/shared/i18n';
import { Failure, Loaded, Rows, Section, Sure, useToasts, When } from '@/shared/ui';
import { Address } from './Address';
import { PlaceCalendar } from './PlaceCalendar';
import classes from './profile.module.css';

type Feed = components['schemas']['MyCalendarFeed'];

/** The reader's bookings in calendar programs: a secret address that can be replaced. */
export function CalendarFeed() {
  const { t } = useI18n();
  const feed = useQuery(calendarFeed);
  return (
    <Section title={t('calendar-feed.title')} about={t('calendar-feed.about')}>
      <Loaded of={feed} skeleton={<Rows count={1} height={48} />}>
        {(found) =>
          found.url === null ? <Making /> : <Made feed={found} address={window.location.origin + found.url} />
        }
      </Loaded>
    </Section>
  );
}

function Making() {
  const { t } = useI18n();
  const make = useRenewCalendarFeed();
  return (
    <Stack gap="md" align="flex-start">
      {make.error && <Failure problem={make.error.problem} />}
      <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
        {t('calendar-feed.make')}
      </Button>
    </Stack>
  );
}

function Made({ feed, address }: { feed: Feed; address: string }) {
  const { t } = useI18n();
  return (
    <Stack gap="md">
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t('calendar-feed.address')}
        </Text>
        <Address address={address} />
        <Text size="sm" c="dimmed" mt="sm">
          {t('calendar-feed.secret')}
        </Text>
      </div>
      <ul className={classes.advice}>
        <li>{t('calendar-feed.google')}</li>
        <li>{t('calendar-feed.outlook')}</li>
        <li>{t('calendar-feed.apple')}</li>
      </ul>
      <Text size="sm" c="dimmed">
        {t('calendar-feed.pace')}{' '}
        {feed.last_used_at ? (
          <>
            {t('calendar-feed.used')} <When at={feed.last_used_at} />
          </>
        ) : (
          t('calendar-feed.unused')
        )}
      </Text>
      <PlaceCalendar />
      <Ending />
    </Stack>
  );
}

function Ending() {
  const { t } = useI18n();
  const toasts = useToasts();
  const renew = useRenewCalendarFeed(() => toasts.done(t('calendar-feed.renewed')));
  const revoke = useRevokeCalendarFeed(() => toasts.done(t('calendar-feed.revoked')));
  const failed = renew.error ?? revoke.error;
  return (
    <div>
      {failed && <Failure problem={failed.problem} />}
      <Text size="sm">{t('calendar-feed.renew-about')}</Text>
      <Group gap="sm" mt="sm" className={classes.ending}>
        <Sure
          words={t('calendar-feed.renew')}
          sureWords={t('calendar-feed.renew-sure')}
          isUnderWay={renew.isPending}
          onSure={() => renew.mutate()}
        />
        <Sure
          words={t('calendar-feed.revoke')}
          sureWords={t('calendar-feed.revoke-sure')}
          isUnderWay={revoke.isPending}
          onSure={() => revoke.mutate()}
        />
      </Group>
    </div>
  );
}
