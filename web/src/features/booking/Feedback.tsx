import { Box, Button, Group, Paper, Rating, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '@/requests/me';
import { useAct } from '@/shared/api';
import type { Booking } from '@/shared/booking';
import { isOver } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { Gallery } from '@/shared/pictures';
import { useNow } from '@/shared/time';
import { Failure, useToasts } from '@/shared/ui';
import { UploadField } from '@/shared/upload';

const MOST_PICTURES = 4;

/** How it was: asked of who stayed, once, after the stay. */
export function Feedback({ booking }: { booking: Booking }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const now = useNow();
  const who = useMe();
  const [rating, setRating] = useState(0);
  const [text, setText] = useState('');
  const [pictures, setPictures] = useState<Booking['feedback_pictures']>([]);
  const [isGone, setGone] = useState(false);
  const leave = useAct('leave-feedback', { onDone: () => toasts.done(t('toast.thanks')) });
  const decline = useAct('decline-feedback', { onDone: () => setGone(true), onRefused: () => setGone(true) });

  if (booking.rating !== null) {
    return (
      <Paper withBorder radius="lg" p="lg">
        <Group gap="sm">
          <Text fw={550}>{t('feedback.given')}</Text>
          <Rating
            value={booking.rating}
            readOnly
            role="img"
            aria-label={t('feedback.stars', { count: booking.rating })}
          />
        </Group>
        {booking.feedback && <Text mt="sm">{booking.feedback}</Text>}
        {booking.feedback_pictures.length > 0 && (
          <Box mt="sm">
            <Gallery pictures={booking.feedback_pictures} title={t('feedback.given')} />
          </Box>
        )}
      </Paper>
    );
  }
  const stayed = booking.status === 'finished' || (booking.status === 'checked_in' && isOver(booking, now));
  if (!stayed || isGone || booking.member_id !== who.member_id) return null;
  return (
    <Paper withBorder radius="lg" p="lg">
      <Title order={2} mb="sm">
        {t('feedback.title')}
      </Title>
      {leave.problem && <Failure problem={leave.problem.problem} />}
      <Rating
        size="lg"
        role="radiogroup"
        aria-label={t('feedback.title')}
        value={rating}
        onChange={setRating}
        // Arrows choose among radio buttons; here they would only show what Space is going to choose.
        onKeyUp={({ key, target }) => {
          if (key.startsWith('Arrow') && target instanceof HTMLInputElement) setRating(Number(target.value));
        }}
        getSymbolLabel={(count) => t('feedback.stars', { count })}
      />
      <Textarea
        mt="md"
        label={t('feedback.text')}
        maxLength={2000}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Stack mt="md" gap="sm">
        <Gallery pictures={pictures} title={t('feedback.pictures')} />
        {pictures.length < MOST_PICTURES && (
          <UploadField
            kind="feedback-picture"
            owner={booking.booking_id}
            most={MOST_PICTURES - pictures.length}
            label={t('feedback.add-pictures')}
            onUploaded={async ({ file_id, url }) => setPictures((before) => [...before, { file_id, url }])}
          />
        )}
      </Stack>
      <Group mt="md" gap="sm">
        <Button
          disabled={rating === 0}
          loading={leave.isUnderWay}
          onClick={() =>
            leave.act({
              booking_id: booking.booking_id,
              rating,
              text: text.trim() || null,
              pictures: pictures.map((picture) => picture.file_id),
            })
          }
        >
          {t('act.send')}
        </Button>
        <Button variant="subtle" onClick={() => decline.act({ booking_id: booking.booking_id })}>
          {t('act.no-thanks')}
        </Button>
      </Group>
    </Paper>
  );
}
