import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { opsQueues } from '@/requests/ops-queues';
import { useI18n } from '@/shared/i18n';
import { useNumbers } from '@/shared/numbers';
import { Loaded, Rows, Section } from '@/shared/ui';
import classes from './operations.module.css';
import { Table } from './Table';

/** What the workers have before them. */
export function Queues() {
  const { t } = useI18n();
  const numbers = useNumbers();
  const queues = useQuery(opsQueues);
  return (
    <Section title={t('ops.queues')} about={t('ops.queues-about')}>
      <Loaded of={queues} skeleton={<Rows count={3} height={40} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('ops.no-queues')}</Text>
          ) : (
            <Table
              label={t('ops.queues')}
              heads={[
                t('ops.queue'),
                t('ops.waiting'),
                t('ops.running'),
                t('ops.failed'),
                t('ops.oldest'),
                t('ops.speed'),
              ]}
            >
              {items.map((each) => (
                <tr key={each.queue}>
                  <th scope="row">{t(`ops.queue-${each.queue}`)}</th>
                  <td>
                    {numbers.count(each.waiting)}
                    {each.later > 0 && (
                      <div className={classes.soft}>{t('ops.later', { count: each.later })}</div>
                    )}
                  </td>
                  <td>{numbers.count(each.running)}</td>
                  <td className={each.failed > 0 ? classes.bad : undefined}>{numbers.count(each.failed)}</td>
                  <td>{each.oldest_seconds > 0 ? numbers.seconds(each.oldest_seconds) : '–'}</td>
                  <td>{t('ops.per-second', { rate: numbers.rate(each.done_per_second) })}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </Loaded>
    </Section>
  );
}
