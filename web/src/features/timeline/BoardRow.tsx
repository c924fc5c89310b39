import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { useI18n } from '@/shared/i18n';
import { Bars } from './Bars';
import { Ghost } from './Ghost';
import type { Row } from './rows';
import { HEAD, ROW, type Scale } from './scale';
import classes from './timeline.module.css';
import type { Gesture } from './useGesture';

interface Props {
  row: Row;
  index: number;
  scale: Scale;
  past: { left: number; width: number }[];
  /** How wide its name may be. */
  label: number;
  /** Whether it is the one that takes the focus when one comes by keys. */
  isCurrent: boolean;
  /** What is being chosen in it. */
  gesture: Gesture | null;
  /** The stay in it that a hand is on. */
  held: string | null;
  onToggle: (id: string) => void;
}

/** A row of the board: its name, what is free and taken in it, and what is being chosen. */
export const BoardRow = memo(function BoardRow(props: Props) {
  const { row, index, scale, past, label, isCurrent, gesture, held, onToggle } = props;
  const { t } = useI18n();
  const about = [row.about, t('room.capacity', { count: row.place.capacity })];
  return (
    <div className={classes.row} data-row={row.id} style={{ top: HEAD + index * ROW, height: ROW }}>
      <div className={classes.label} style={{ width: label }} data-seat={row.isSeat || undefined}>
        {row.seats && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={row.name}
            aria-expanded={row.seats.isOpen}
            onClick={() => onToggle(row.id)}
          >
            {row.seats.isOpen ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
          </ActionIcon>
        )}
        <span className={classes.names}>
          <span className={classes.name}>{row.name}</span>
          {!row.isSeat && <span className={classes.about}>{about.filter(Boolean).join(' · ')}</span>}
        </span>
      </div>
      <div className={classes.lane} style={{ left: label, width: scale.width }}>
        {past.map((piece) => (
          <div key={piece.left} className={classes.past} style={piece} />
        ))}
        {row.place.free.flatMap((free) =>
          scale
            .piecesOf(free)
            .map((piece) => (
              <div key={`${free.from} ${piece.left}`} className={classes.free} style={piece} />
            )),
        )}
        {scale.hours.map((hour) => (
          <i key={hour.at} className={classes.mark} style={{ left: hour.left }} />
        ))}
        <button
          type="button"
          className={classes.track}
          data-track={row.id}
          tabIndex={isCurrent ? 0 : -1}
          aria-label={t('timeline.row', { name: row.name })}
        />
        <Bars row={row} scale={scale} held={held} />
        {gesture && <Ghost gesture={gesture} scale={scale} />}
      </div>
    </div>
  );
});
