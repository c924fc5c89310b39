import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import '@mantine/spotlight/styles.layer.css';
import { useDebouncedValue } from '@mantine/hooks';
import {
  IconBell,
  IconCalendarEvent,
  IconCalendarPlus,
  IconDoor,
  IconHome,
  IconLogout,
  IconSearch,
  IconUser,
} from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { agenda } from '@/requests/agenda';
import { buildings } from '@/requests/buildings';
import { reaches, useMe } from '@/requests/me';
import { members } from '@/requests/members';
import { rooms } from '@/requests/rooms';
import { useSignOut } from '@/requests/sign-out';
import { placeOf } from '@/shared/booking';
import { useDraft } from '@/shared/draft';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { useToasts } from '@/shared/ui';
import classes from './Palette.module.css';

const MOST_OF_A_KIND = 6;
const ICON = 20;
const [store, spotlight] = createSpotlight();

/** Finds acts, rooms, one's bookings and people by a part of their name. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const [wanted, setWanted] = useState('');
  const groups = useFound(wanted.trim());

  useEffect(() => {
    spotlight.open();
  }, []);

  return (
    <Spotlight
      store={store}
      shortcut={null}
      query={wanted}
      onQueryChange={setWanted}
      actions={groups}
      filter={(_query, actions) => actions}
      onSpotlightClose={onClose}
      nothingFound={t('palette.nothing')}
      classNames={{ action: classes.action }}
      scrollable
      maxHeight={420}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      searchProps={{
        placeholder: t('palette.placeholder'),
        'aria-label': t('nav.search'),
        leftSection: <IconSearch size={ICON} stroke={1.7} />,
      }}
    />
  );
}

function useFound(wanted: string): SpotlightActionGroupData[] {
  const { t, language } = useI18n();
  const times = useTimes();
  const who = useMe();
  const navigate = useNavigate();
  const draft = useDraft();
  const toasts = useToasts();
  const signOut = useSignOut(toasts.failed);
  const [settled] = useDebouncedValue(wanted, 200);
  const allRooms = useQuery(rooms());
  const houses = useQuery(buildings);
  const ahead = useInfiniteQuery(agenda);
  const people = useQuery({
    ...members(settled),
    enabled: settled.length > 1 && reaches(who, 'see-members'),
  });

  const fits = (text: string) =>
    text.toLocaleLowerCase(language).includes(wanted.toLocaleLowerCase(language));
  const houseOf = (id: string) => houses.data?.items.find((each) => each.building_id === id)?.name ?? '';

  const acts = [
    { id: 'book', label: t('act.book'), icon: IconCalendarPlus, onClick: () => draft.open({}) },
    { id: 'today', label: t('nav.today'), icon: IconHome, onClick: () => void navigate({ to: '/' }) },
    {
      id: 'my',
      label: t('nav.my-bookings'),
      icon: IconCalendarEvent,
      onClick: () => void navigate({ to: '/bookings' }),
    },
    { id: 'inbox', label: t('nav.inbox'), icon: IconBell, onClick: () => void navigate({ to: '/inbox' }) },
    {
      id: 'profile',
      label: t('account.profile'),
      icon: IconUser,
      onClick: () => void navigate({ to: '/profile' }),
    },
    { id: 'sign-out', label: t('account.sign-out'), icon: IconLogout, onClick: () => signOut.mutate() },
  ]
    .filter(({ label }) => fits(label))
    .map(({ icon: Icon, ...act }) => ({ ...act, leftSection: <Icon size={ICON} stroke={1.7} /> }));

  const bookings = (ahead.data?.pages.flatMap((page) => page.items) ?? [])
    .filter((each) => fits(`${each.title ?? ''} ${placeOf(each)}`))
    .slice(0, MOST_OF_A_KIND)
    .map((each) => ({
      id: each.booking_id,
      label: each.title || placeOf(each),
      description: `${times.day(each.starts_at, each.time_zone)}, ${times.period(each.starts_at, each.ends_at, each.time_zone)}`,
      leftSection: <IconCalendarEvent size={ICON} stroke={1.7} />,
      onClick: () => void navigate({ to: '/bookings/$bookingId', params: { bookingId: each.booking_id } }),
    }));

  const foundRooms = (wanted ? (allRooms.data?.items ?? []) : [])
    .filter((each) => fits(each.name))
    .slice(0, MOST_OF_A_KIND)
    .map((each) => ({
      id: each.room_id,
      label: each.name,
      description: [
        houseOf(each.building_id),
        t(`kind.${each.kind}`),
        t('room.capacity', { count: each.capacity }),
      ].join(' · '),
      leftSection: <IconDoor size={ICON} stroke={1.7} />,
      onClick: () => draft.open({ room: each.room_id }),
    }));

  const foundPeople = (wanted ? (people.data?.items ?? []) : []).slice(0, MOST_OF_A_KIND).map((each) => ({
    id: each.member_id,
    label: each.name,
    description: each.email,
    leftSection: <IconUser size={ICON} stroke={1.7} />,
    onClick: () =>
      void navigator.clipboard
        ?.writeText(each.email)
        .then(() => toasts.done(t('palette.copied', { email: each.email }))),
  }));

  return [
    { group: t('palette.acts'), actions: acts },
    { group: t('palette.rooms'), actions: foundRooms },
    { group: t('palette.bookings'), actions: bookings },
    { group: t('palette.people'), actions: foundPeople },
  ].filter(({ actions }) => actions.length > 0);
}
