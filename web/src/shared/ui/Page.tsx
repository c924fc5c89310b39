import { Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './Page.module.css';

interface Props {
  title: string;
  /** One line below the title. */
  about?: ReactNode;
  /** What can be done here, at the title's end. */
  acts?: ReactNode;
  /** As wide as the window, for plans and timelines. */
  wide?: boolean;
  children: ReactNode;
}

let isFirst = true;

/** A page: its name in the window's title, and its heading, which takes the focus when one has come from elsewhere. */
export function Page({ title, about, acts, wide = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { data } = useQuery<{ name: string }>({ queryKey: ['organisation'], enabled: false });
  const name = data?.name;

  useEffect(() => {
    document.title = name ? `${title} · ${name}` : title;
  }, [title, name]);

  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);

  return (
    <div className={wide ? classes.wide : classes.page}>
      <Group justify="space-between" align="flex-start" gap="md" className={classes.head}>
        <div>
          <Title order={1} ref={heading} tabIndex={-1}>
            {title}
          </Title>
          {about && (
            <Text c="dimmed" mt="xs">
              {about}
            </Text>
          )}
        </div>
        {acts && <Group gap="sm">{acts}</Group>}
      </Group>
      {children}
    </div>
  );
}
