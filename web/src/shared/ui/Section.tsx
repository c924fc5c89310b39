import { Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  about?: string;
  /** What can be done here, at the title's end. */
  acts?: ReactNode;
  children: ReactNode;
}

/** A part of a page of settings. */
export function Section({ title, about, acts, children }: Props) {
  return (
    <Paper component="section" withBorder radius="lg" p={{ base: 'md', sm: 'lg' }}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ flex: '1 1 240px' }}>
          <Title order={2}>{title}</Title>
          {about && (
            <Text c="dimmed" size="sm" mt={4}>
              {about}
            </Text>
          )}
        </div>
        {acts && <Group gap="sm">{acts}</Group>}
      </Group>
      <div style={{ marginTop: 16 }}>{children}</div>
    </Paper>
  );
}
