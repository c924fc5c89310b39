import { Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { organisation } from '@/requests/organisation';
import { Mark } from '@/shared/ui';
import classes from './Card.module.css';
import { LanguageChoice } from './LanguageChoice';

interface Props {
  title: string;
  about?: string;
  children: ReactNode;
}

/** A page for who is not signed in: one card in the middle. */
export function Card({ title, about, children }: Props) {
  const { data } = useQuery(organisation);
  useEffect(() => {
    document.title = data ? `${title} · ${data.name}` : title;
  }, [title, data]);
  return (
    <main className={classes.page}>
      <Paper className={classes.card} radius="lg">
        {data?.logo_url && (
          <div className={classes.logo}>
            <Mark name={data.name} logo={data.logo_url} />
          </div>
        )}
        <Text className={classes.name}>{data?.name}</Text>
        <Title order={1} mb={about ? 'xs' : 'lg'}>
          {title}
        </Title>
        {about && (
          <Text c="dimmed" mb="lg">
            {about}
          </Text>
        )}
        {children}
      </Paper>
      <LanguageChoice />
    </main>
  );
}
