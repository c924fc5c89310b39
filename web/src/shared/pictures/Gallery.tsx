import { ActionIcon, Modal, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useI18n } from '@/shared/i18n';
import { Picture, type Pictured } from './Picture';
import classes from './pictures.module.css';

interface Props {
  pictures: Pictured[];
  /** What they show all together: the room's name. */
  title: string;
}

/** Pictures side by side; each opens large. */
export function Gallery({ pictures, title }: Props) {
  const { t } = useI18n();
  const [shown, setShown] = useState<number | null>(null);
  const name = (index: number) =>
    pictures[index]?.description || t('pictures.number', { number: index + 1, all: pictures.length });
  if (pictures.length === 0) return null;
  return (
    <>
      <ul className={classes.strip} aria-label={t('pictures.of', { name: title })}>
        {pictures.map((picture, index) => (
          <li key={picture.url}>
            <button
              type="button"
              className={classes.thumb}
              aria-label={t('pictures.enlarge', { name: name(index) })}
              onClick={() => setShown(index)}
            >
              <Picture of={picture} sizes="200px" className={classes.small} alt="" />
            </button>
          </li>
        ))}
      </ul>
      {shown !== null && pictures[shown] && (
        <Large
          picture={pictures[shown]}
          title={title}
          name={name(shown)}
          onClose={() => setShown(null)}
          onStep={
            pictures.length > 1
              ? (by) => setShown((shown + by + pictures.length) % pictures.length)
              : undefined
          }
        />
      )}
    </>
  );
}

interface LargeProps {
  picture: Pictured;
  title: string;
  name: string;
  onClose: () => void;
  onStep?: (by: number) => void;
}

function Large({ picture, title, name, onClose, onStep }: LargeProps) {
  const { t } = useI18n();
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowLeft') onStep?.(-1);
    if (key === 'ArrowRight') onStep?.(1);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="auto"
      centered
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('act.close') }}
      onKeyDown={onKeyDown}
    >
      <figure className={classes.figure}>
        <Picture of={picture} sizes="(max-width: 48em) 100vw, 960px" className={classes.large} alt={name} />
        <figcaption className={classes.caption}>
          {onStep && (
            <ActionIcon
              variant="default"
              size={40}
              aria-label={t('pictures.before')}
              onClick={() => onStep(-1)}
            >
              <IconChevronLeft size={18} />
            </ActionIcon>
          )}
          <Text size="sm" ta="center" flex={1}>
            {name}
          </Text>
          {onStep && (
            <ActionIcon variant="default" size={40} aria-label={t('pictures.next')} onClick={() => onStep(1)}>
              <IconChevronRight size={18} />
            </ActionIcon>
          )}
        </figcaption>
      </figure>
    </Modal>
  );
}
