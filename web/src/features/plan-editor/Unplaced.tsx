import { Button, Text } from '@mantine/core';
import type { RoomOnPlan } from '@/requests/plan';
import { useI18n } from '@/shared/i18n';
import { Section } from '@/shared/ui';
import classes from './editor.module.css';
import type { Piece } from './pieces';

interface Props {
  pieces: Piece[];
  rooms: RoomOnPlan[];
  onPlace: (id: string) => void;
}

/** What has no place on the plan yet. */
export function Unplaced({ pieces, rooms, onPlace }: Props) {
  const { t } = useI18n();
  const waiting = pieces.filter((piece) => !piece.box);
  return (
    <Section title={t('editor.unplaced')}>
      {waiting.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('editor.all-placed')}
        </Text>
      ) : (
        <ul className={classes.unplaced}>
          {waiting.map((piece) => {
            const name = piece.seat
              ? `${rooms.find((room) => room.room_id === piece.room)?.name} · ${piece.name}`
              : piece.name;
            return (
              <li key={piece.id}>
                {name}
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('editor.place-of', { name })}
                  onClick={() => onPlace(piece.id)}
                >
                  {t('editor.place')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
