import { Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  about?: string;
  children: ReactNode;
}

/** A part of a page of settings. */
export function Section({ title, about, children }: Props) {
  return (
    <Paper component="section" withBorder radius="lg" p="lg">
      <Title order={2}>{title}</Title>
      {about && (
        <Text c="dimmed" size="sm" mt={4}>
          {about}
        </Text>
      )}
      <div style={{ marginTop: 16 }}>{children}</div>
    </Paper>
  );
}
