import { ActionIcon, Group, Text, TextInput, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Room } from '@/requests/room';
import { give, type ProblemError } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Gallery, Picture } from '@/shared/pictures';
import { Failure, Section, useToasts } from '@/shared/ui';
import { UploadField } from '@/shared/upload';
import classes from './Photos.module.css';

type Photo = Room['photos'][number];

const MOST = 12;

interface Props {
  room: Room;
  mayChange: boolean;
}

/** What a room looks like: everybody sees its photos where they choose a room, the first one first. */
export function Photos({ room, mayChange }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  const { shown, set, problem } = usePhotos(room);
  if (!mayChange) {
    return room.photos.length === 0 ? null : (
      <Section title={t('photos.title')}>
        <Gallery pictures={room.photos} title={room.name} />
      </Section>
    );
  }

  function swap(index: number, other: number) {
    const [one, next] = [shown[index], shown[other]];
    if (one && next) void set(shown.with(index, next).with(other, one));
  }

  return (
    <Section title={t('photos.title')} about={t('photos.about')}>
      {problem && <Failure problem={problem.problem} />}
      {shown.length > 0 && (
        <ol className={classes.photos}>
          {shown.map((photo, index) => {
            const name = photo.description || t('pictures.number', { number: index + 1, all: shown.length });
            return (
              <li key={photo.file_id} className={classes.photo}>
                <Picture of={photo} sizes="280px" className={classes.picture} alt={name} />
                <Group gap={4} wrap="nowrap" className={classes.acts}>
                  <Text size="sm" c="dimmed" flex={1} pl={4}>
                    {index === 0 ? t('photos.first') : `${index + 1}`}
                  </Text>
                  <Tooltip label={t('photos.forward')}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={36}
                      disabled={index === 0}
                      aria-label={t('photos.forward-of', { name })}
                      onClick={() => swap(index, index - 1)}
                    >
                      <IconArrowLeft size={18} />
                    </ActionIcon>
                  </Tooltip>
                  <Tooltip label={t('photos.back')}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={36}
                      disabled={index === shown.length - 1}
                      aria-label={t('photos.back-of', { name })}
                      onClick={() => swap(index, index + 1)}
                    >
                      <IconArrowRight size={18} />
                    </ActionIcon>
                  </Tooltip>
                  <Tooltip label={t('photos.remove')}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={36}
                      aria-label={t('photos.remove-of', { name })}
                      onClick={() =>
                        void set(shown.toSpliced(index, 1)).then(
                          () => toasts.done(t('photos.removed')),
                          () => undefined,
                        )
                      }
                    >
                      <IconTrash size={18} />
                    </ActionIcon>
                  </Tooltip>
                </Group>
                <TextInput
                  size="sm"
                  aria-label={t('photos.description-of', { name })}
                  placeholder={t('photos.description')}
                  maxLength={300}
                  defaultValue={photo.description}
                  onBlur={({ currentTarget: { value } }) => {
                    const description = value.trim();
                    if (description !== photo.description)
                      void set(shown.with(index, { ...photo, description })).catch(() => undefined);
                  }}
                />
              </li>
            );
          })}
        </ol>
      )}
      {shown.length < MOST && (
        <UploadField
          kind="room-photo"
          owner={room.room_id}
          most={MOST - shown.length}
          label={t('photos.add')}
          onUploaded={({ file_id, url }) => set((before) => [...before, { file_id, url, description: '' }])}
        />
      )}
    </Section>
  );
}

/** The photos with what was changed here and is not answered yet; changes are given one after the other. */
function usePhotos({ room_id, photos }: Room) {
  const queries = useQueryClient();
  const saving = useMutation<unknown, ProblemError, Photo[]>({
    scope: { id: `photos ${room_id}` },
    mutationFn: (wanted) =>
      give('set-room-photos', {
        room_id,
        photos: wanted.map((photo) => photo.file_id),
        descriptions: Object.fromEntries(wanted.map((photo) => [photo.file_id, photo.description])),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['rooms'] }),
  });
  const shown = saving.isPending ? saving.variables : photos;
  const latest = useRef(shown);
  latest.current = shown;
  return {
    shown,
    problem: saving.error,
    set(wanted: Photo[] | ((before: Photo[]) => Photo[])) {
      latest.current = typeof wanted === 'function' ? wanted(latest.current) : wanted;
      return saving.mutateAsync(latest.current);
    },
  };
}
