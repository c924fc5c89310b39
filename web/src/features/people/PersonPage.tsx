import { Badge, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Member } from '@/requests/all-members';
import { reaches, useMe } from '@/requests/me';
import { member } from '@/requests/member';
import { useI18n } from '@/shared/i18n';
import { Loaded, Page, Rows } from '@/shared/ui';
import { Access } from './Access';
import { Forget } from './Forget';
import { Groups } from './Groups';
import { Roles } from './Roles';

const route = getRouteApi('/signed-in/manage/people/$memberId');

/** One person: what they are trusted with, how they get in, and how they leave. */
export function PersonPage() {
  const { t } = useI18n();
  const { memberId } = route.useParams();
  const found = useQuery(member(memberId));
  if (!found.data) {
    return (
      <Page title={t('manage.people')}>
        <Loaded of={found} skeleton={<Rows count={4} height={120} />}>
          {() => null}
        </Loaded>
      </Page>
    );
  }
  return <Found person={found.data} />;
}

function Found({ person }: { person: Member }) {
  const { t } = useI18n();
  const who = useMe();
  const isMe = who.member_id === person.member_id;
  return (
    <Page
      title={person.name}
      about={person.email}
      acts={
        person.suspended ? (
          <Badge size="lg" variant="light" color="red">
            {t('people.suspended')}
          </Badge>
        ) : (
          !person.joined && (
            <Badge size="lg" variant="light" color="yellow">
              {t('people.invited')}
            </Badge>
          )
        )
      }
    >
      <Stack gap="lg">
        <Roles person={person} />
        <Groups person={person} />
        {reaches(who, 'suspend-member') && !isMe && <Access person={person} />}
        {reaches(who, 'forget-member') && !isMe && <Forget person={person} />}
      </Stack>
    </Page>
  );
}
