import { Popover, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './book.module.css';

interface Props {
  /** What it is, for those who do not see where it stands. */
  label: string;
  words: string;
  /** Whether it says nothing yet. */
  isOpenEnded?: boolean;
  children: (close: () => void) => ReactNode;
}

/** A part of the sentence; it opens where it stands. */
export function Part({ label, words, isOpenEnded = false, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <UnstyledButton
          className={classes.part}
          data-open-ended={isOpenEnded || undefined}
          aria-label={`${label}: ${words}`}
          onClick={() => setOpen((before) => !before)}
        >
          {words}
          <IconChevronDown size={14} stroke={2} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>{children(() => setOpen(false))}</Popover.Dropdown>
    </Popover>
  );
}
