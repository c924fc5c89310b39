import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { opsActs } from '@/requests/ops-acts';
import { useI18n } from '@/shared/i18n';
import { Loaded, Rows, Section, When } from '@/shared/ui';
import classes from './operations.module.css';

/** What operators did lately. */
export function Acts() {
  const { t, has } = useI18n();
  const acts = useQuery(opsActs);
  return (
    <Section title={t('ops.acts')}>
      <Loaded of={acts} skeleton={<Rows count={2} height={40} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('ops.no-acts')}</Text>
          ) : (
            <ul className={classes.rows}>
              {items.map((each) => {
                const words = `ops.act-${each.name}`;
                const request = each.request as { projection?: string; kind?: string };
                return (
                  <li key={each.act_id} className={classes.row}>
                    <Group justify="space-between" gap="sm">
                      <Text>
                        {has(words) ? t(words) : each.name}
                        <span className={classes.soft}> {request.projection ?? request.kind ?? ''}</span>
                      </Text>
                      <Text size="sm" c="dimmed">
                        <When at={each.done_at} />
                      </Text>
                    </Group>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
