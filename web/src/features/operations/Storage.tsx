import { Button, Progress, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { opsStorage } from '@/requests/ops-storage';
import { useI18n } from '@/shared/i18n';
import { useNumbers } from '@/shared/numbers';
import { Loaded, Rows, Section } from '@/shared/ui';
import { Table } from './Table';

const FIRST = 8;

/** How large everything is, the largest first. */
export function Storage() {
  const { t } = useI18n();
  const numbers = useNumbers();
  const storage = useQuery(opsStorage);
  const [all, setAll] = useState(false);
  return (
    <Section title={t('ops.storage')}>
      <Loaded of={storage} skeleton={<Rows count={FIRST} height={32} />}>
        {({ items, ...whole }) => (
          <>
            <Text mb="md">
              {t('ops.storage-words', {
                size: numbers.bytes(whole.database_bytes),
                events: numbers.count(whole.events),
                version: whole.server_version,
              })}
            </Text>
            <Text size="sm" mb={4}>
              {t('ops.connections', { used: whole.connections, most: whole.most_connections })}
            </Text>
            <Progress
              mb="lg"
              value={(100 * whole.connections) / whole.most_connections}
              aria-label={t('ops.connections', { used: whole.connections, most: whole.most_connections })}
            />
            <Table
              label={t('ops.storage')}
              heads={[t('ops.table'), t('ops.rows'), t('ops.size'), t('ops.of-it-indexes')]}
            >
              {items
                .toSorted((a, b) => b.bytes - a.bytes)
                .slice(0, all ? items.length : FIRST)
                .map((each) => (
                  <tr key={each.table}>
                    <th scope="row">{each.table}</th>
                    <td>{numbers.count(each.rows)}</td>
                    <td>{numbers.bytes(each.bytes)}</td>
                    <td>{numbers.bytes(each.index_bytes)}</td>
                  </tr>
                ))}
            </Table>
            {!all && items.length > FIRST && (
              <Button mt="sm" variant="subtle" size="sm" onClick={() => setAll(true)}>
                {t('act.show-more')}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
