import { Button, Group, NumberInput, Paper, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type CommandBody, useAct } from '@/shared/api';
import type { Booking } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { Failure, useToasts } from '@/shared/ui';

interface Props {
  booking: Booking;
  onDone: () => void;
}

/** Give a booking another title, other guests or another number of people; the toast undoes it. */
export function Edit({ booking, onDone }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  const form = useForm({
    initialValues: {
      title: booking.title ?? '',
      people: booking.attendees ?? ('' as number | string),
      guests: booking.guests,
    },
  });
  const change = useAct('change-booking', {
    onDone: (answer) => {
      toasts.done(t('toast.changed'), answer.command_id);
      onDone();
    },
  });

  function save({ title, people, guests }: typeof form.values) {
    const body: CommandBody<'change-booking'> = { booking_id: booking.booking_id };
    if (form.isDirty('title')) body.title = title.trim() || null;
    if (form.isDirty('people')) body.attendees = typeof people === 'number' ? people : null;
    if (form.isDirty('guests')) body.guests = guests;
    if (Object.keys(body).length > 1) change.act(body);
    else onDone();
  }

  return (
    <Paper component="form" withBorder radius="lg" p="md" mt="md" onSubmit={form.onSubmit(save)}>
      <Stack gap="md">
        {change.problem && <Failure problem={change.problem.problem} zone={booking.time_zone} />}
        <TextInput
          label={t('edit.title')}
          placeholder={t('draft.what-example')}
          maxLength={200}
          {...form.getInputProps('title')}
        />
        {booking.seat_id === null && (
          <NumberInput
            label={t('draft.people')}
            min={1}
            max={10_000}
            allowDecimal={false}
            maw={160}
            {...form.getInputProps('people')}
          />
        )}
        <TagsInput
          label={t('draft.guests')}
          description={t('draft.guests-advice')}
          maxTags={100}
          {...form.getInputProps('guests')}
        />
        {booking.series_id && (
          <Text size="sm" c="dimmed">
            {t('edit.only-this')}
          </Text>
        )}
        <Group gap="sm">
          <Button type="submit" loading={change.isUnderWay}>
            {t('edit.save')}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {t('act.back')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
