import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { booking } from '@/requests/booking';
import { useDraft } from '@/shared/draft';
import { useI18n } from '@/shared/i18n';
import { Loaded } from '@/shared/ui';
import { DraftForm } from './DraftForm';
import { MoveForm } from './MoveForm';

/** A booking on its way, at the side of whatever page is open: a new one, or another time and place for one. */
export function BookingDrawer() {
  const { t } = useI18n();
  const { draft, close } = useDraft();
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={480}
      title={t(draft?.moves ? 'draft.move-title' : 'draft.title')}
      closeButtonProps={{ 'aria-label': t('act.close') }}
      styles={{ title: { fontSize: 20, fontWeight: 650 } }}
    >
      {draft?.moves ? <Moved bookingId={draft.moves} /> : <DraftForm />}
    </Drawer>
  );
}

function Moved({ bookingId }: { bookingId: string }) {
  const found = useQuery(booking(bookingId));
  return <Loaded of={found}>{(data) => <MoveForm booking={data} />}</Loaded>;
}
