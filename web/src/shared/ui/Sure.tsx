import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';

interface Props {
  words: string;
  /** What the button says once it was pressed; a second press does it. */
  sureWords: string;
  isUnderWay: boolean;
  onSure: () => void;
}

const FORGET_MS = 5000;

/** A button for what can't be taken back: it asks in its own place, and forgets that it asked. */
export function Sure({ words, sureWords, isUnderWay, onSure }: Props) {
  const [asks, setAsks] = useState(false);

  useEffect(() => {
    if (!asks) return;
    const timer = window.setTimeout(() => setAsks(false), FORGET_MS);
    return () => window.clearTimeout(timer);
  }, [asks]);

  return (
    <Button
      size="xs"
      color="red"
      variant={asks ? 'filled' : 'subtle'}
      loading={isUnderWay}
      onClick={() => {
        if (asks) onSure();
        setAsks(!asks);
      }}
    >
      {asks ? sureWords : words}
    </Button>
  );
}
