import { useQuery } from '@tanstack/react-query';
import { opsDeadlines } from '@/requests/ops-deadlines';
import { useI18n } from '@/shared/i18n';
import { useNumbers } from '@/shared/numbers';
import { Loaded, Rows, Section, When } from '@/shared/ui';
import classes from './operations.module.css';
import { Table } from './Table';

/** What time will do by itself. */
export function Deadlines() {
  const { t, has } = useI18n();
  const numbers = useNumbers();
  const deadlines = useQuery(opsDeadlines);
  return (
    <Section title={t('ops.deadlines')} about={t('ops.deadlines-about')}>
      <Loaded of={deadlines} skeleton={<Rows count={6} height={40} />}>
        {({ items }) => (
          <Table
            label={t('ops.deadlines')}
            heads={[t('ops.deadline'), t('ops.due'), t('ops.within-an-hour'), t('ops.next')]}
          >
            {items.map((each) => {
              const words = `ops.timer-${each.timer}`;
              return (
                <tr key={each.timer}>
                  <th scope="row">{has(words) ? t(words) : each.timer}</th>
                  <td className={each.due > 0 ? classes.bad : undefined}>{numbers.count(each.due)}</td>
                  <td>{numbers.count(each.within_an_hour)}</td>
                  <td>{each.next_due_at ? <When at={each.next_due_at} /> : '–'}</td>
                </tr>
              );
            })}
          </Table>
        )}
      </Loaded>
    </Section>
  );
}
