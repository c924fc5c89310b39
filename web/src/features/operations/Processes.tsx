import { Badge, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { opsProcesses } from '@/requests/ops-processes';
import { useI18n } from '@/shared/i18n';
import { useNumbers } from '@/shared/numbers';
import { Loaded, Rows, Section, When } from '@/shared/ui';
import classes from './operations.module.css';

/** Which processes there are, and when each was last heard of. */
export function Processes() {
  const { t } = useI18n();
  const numbers = useNumbers();
  const processes = useQuery(opsProcesses);
  return (
    <Section title={t('ops.processes')}>
      <Loaded of={processes} skeleton={<Rows count={3} height={40} />}>
        {({ items }) => (
          <ul className={classes.rows}>
            {items.map((each) => (
              <li key={each.process_id} className={classes.row}>
                <Group justify="space-between" gap="sm">
                  <div>
                    <Text fw={600}>
                      {t(`ops.process-${each.kind}`)}{' '}
                      {!each.alive && (
                        <Badge color="red" variant="light">
                          {t('ops.silent')}
                        </Badge>
                      )}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {each.host} · {each.pid} · {t('ops.version', { version: each.version })}
                    </Text>
                  </div>
                  <Text size="sm" c="dimmed" ta="right" className="tabular">
                    {t('ops.heard', { time: numbers.seconds(Math.round(each.seconds_since)) })}
                    <br />
                    {t('ops.began')} <When at={each.started_at} />
                  </Text>
                </Group>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
