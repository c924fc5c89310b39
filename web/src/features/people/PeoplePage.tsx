import { Avatar, Badge, Button, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconUserPlus, IconUserSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { allMembers, type Member } from '@/requests/all-members';
import { reaches, useMe } from '@/requests/me';
import { useI18n } from '@/shared/i18n';
import { EmptyState, Loaded, Page, Rows } from '@/shared/ui';
import { InviteDrawer } from './InviteDrawer';
import classes from './people.module.css';

const route = getRouteApi('/signed-in/manage/people');

const WAIT_MS = 200;

/** Everybody, found by a part of a name or address. */
export function PeoplePage() {
  const { t } = useI18n();
  const who = useMe();
  const { name = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const found = useInfiniteQuery(allMembers(name));
  const [typed, setTyped] = useState(name);
  const [isInviting, setInviting] = useState(false);
  const look = useDebouncedCallback(
    (next: string) =>
      void navigate({ search: next ? { name: next } : {}, replace: true, resetScroll: false }),
    WAIT_MS,
  );
  return (
    <Page
      title={t('manage.people')}
      acts={
        reaches(who, 'invite-member') && (
          <Button leftSection={<IconUserPlus size={18} />} onClick={() => setInviting(true)}>
            {t('people.invite')}
          </Button>
        )
      }
    >
      <Stack gap="md">
        <TextInput
          type="search"
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          leftSection={<IconSearch size={18} />}
          maxLength={100}
          maw={400}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            look(event.currentTarget.value.trim());
          }}
        />
        <Loaded of={found} skeleton={<Rows count={8} height={56} />}>
          {({ pages }) => {
            const people = pages.flatMap((page) => page.items);
            return people.length === 0 ? (
              <EmptyState icon={IconUserSearch}>{t('people.nobody')}</EmptyState>
            ) : (
              <ul className={classes.rows}>
                {people.map((person) => (
                  <PersonRow key={person.member_id} person={person} />
                ))}
              </ul>
            );
          }}
        </Loaded>
        {found.hasNextPage && (
          <Button
            variant="default"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t('act.show-more')}
          </Button>
        )}
      </Stack>
      {isInviting && <InviteDrawer onClose={() => setInviting(false)} />}
    </Page>
  );
}

function PersonRow({ person }: { person: Member }) {
  const { t } = useI18n();
  const roles = person.roles.filter((role) => role !== 'member');
  return (
    <li className={classes.row}>
      <Avatar src={person.avatar_url} alt="" name={person.name} color="initials" size={40} aria-hidden />
      <div>
        <Link to="/manage/people/$memberId" params={{ memberId: person.member_id }} className={classes.link}>
          {person.name}
        </Link>
        <Text size="sm" c="dimmed" truncate>
          {person.email}
        </Text>
      </div>
      <div className={classes.badges}>
        {person.suspended && (
          <Badge variant="light" color="red">
            {t('people.suspended')}
          </Badge>
        )}
        {!person.joined && !person.suspended && (
          <Badge variant="light" color="yellow">
            {t('people.invited')}
          </Badge>
        )}
        {roles.map((role) => (
          <Badge key={role} variant="light">
            {t(`role.${role}`)}
          </Badge>
        ))}
      </div>
      <Text size="sm" c="dimmed" truncate>
        {person.groups.join(', ')}
      </Text>
    </li>
  );
}
