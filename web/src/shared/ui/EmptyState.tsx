import { Stack, Text, ThemeIcon } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface Props {
  icon: ComponentType<{ size?: number; stroke?: number }>;
  /** One sentence. */
  children: ReactNode;
  /** One act. */
  act?: ReactNode;
}

/** Nothing here yet: one sentence and one act. */
export function EmptyState({ icon: Icon, children, act }: Props) {
  return (
    <Stack align="center" gap="md" className={classes.empty}>
      <ThemeIcon variant="light" size={56} radius="xl">
        <Icon size={28} stroke={1.5} />
      </ThemeIcon>
      <Text ta="center" maw={400} c="dimmed">
        {children}
      </Text>
      {act}
    </Stack>
  );
}
