import { Button } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { room } from '@/requests/room';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { EmptyState, Failure, Page, useToasts } from '@/shared/ui';

const route = getRouteApi('/signed-in/check-in/$roomId');

/** Where the code at a door leads: one button says that one has come. */
export function CheckInPage() {
  const { t } = useI18n();
  const toasts = useToasts();
  const navigate = useNavigate();
  const { roomId } = route.useParams();
  const { code } = route.useSearch();
  const { data } = useQuery(room(roomId));
  const checkIn = useAct('check-in-by-code', {
    onDone: ({ booking_id }) => {
      toasts.done(t('toast.checked-in'));
      void navigate({ to: '/bookings/$bookingId', params: { bookingId: booking_id } });
    },
  });
  return (
    <Page title={data?.name ?? t('act.check-in')}>
      {checkIn.problem && <Failure problem={checkIn.problem.problem} />}
      <EmptyState
        icon={IconUserCheck}
        act={
          code && (
            <Button
              size="lg"
              loading={checkIn.isUnderWay}
              onClick={() => checkIn.act({ room_id: roomId, code })}
            >
              {t('act.check-in')}
            </Button>
          )
        }
      >
        {t(code ? 'check-in.words' : 'check-in.no-code')}
      </EmptyState>
    </Page>
  );
}
