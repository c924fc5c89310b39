import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconHourglass, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ledgerProof } from '@/requests/ledger-proof';
import { ledgerReadings } from '@/requests/ledger-readings';
import { useI18n } from '@/shared/i18n';
import { useNumbers } from '@/shared/numbers';
import { Loaded, Rows, Section, When } from '@/shared/ui';
import classes from './audit.module.css';
import { MemberName } from './Member';

/** What proves that the record is what it was. */
export function Proof() {
  const { t } = useI18n();
  const numbers = useNumbers();
  const proof = useQuery(ledgerProof);
  return (
    <Loaded of={proof} skeleton={<Rows count={4} height={120} />}>
      {({ head, checked, checked_again, faults, fault_count, checkpoints, checkpoint_count, keys }) => (
        <Stack gap="lg">
          {fault_count > 0 ? (
            <Alert
              role="alert"
              color="red"
              icon={<IconAlertTriangle />}
              title={t('proof.faults', { count: fault_count })}
            >
              <ul>
                {faults.map((fault) => (
                  <li key={`${fault.check} ${fault.position} ${fault.stream_id}`} lang="en">
                    {fault.check}: {fault.fault} ({fault.position ?? fault.stream_id})
                  </li>
                ))}
              </ul>
            </Alert>
          ) : checked.position === 0 && checked.events_to_check > 0 ? (
            <Alert color="gray" icon={<IconHourglass />} title={t('proof.unchecked')}>
              {t('proof.to-check', { count: checked.events_to_check })}
            </Alert>
          ) : (
            <div className={classes.sound}>
              <IconShieldCheck size={40} stroke={1.5} aria-hidden />
              <div>
                <Text fw={650} size="lg">
                  {t('proof.sound', { events: numbers.count(checked.position) })}
                </Text>
                <Text>
                  {t('proof.checked')} <When at={checked.checked_at} />
                  {checked.events_to_check > 0 &&
                    ` · ${t('proof.to-check', { count: checked.events_to_check })}`}
                </Text>
              </div>
            </div>
          )}
          <Section title={t('proof.head')} about={t('proof.head-about')}>
            <Text size="sm" mb="sm">
              {t('proof.position', { position: numbers.count(head.position) })} ·{' '}
              <When at={head.recorded_at} />
            </Text>
            <Copied value={head.hash} />
            <Text size="sm" c="dimmed" mt="md">
              {t('proof.again', { position: numbers.count(checked_again.position) })}{' '}
              <When at={checked_again.finished_at ?? checked_again.began_at} />
            </Text>
          </Section>
          <Section title={t('proof.keys')} about={t('proof.keys-about')}>
            <Stack gap="md">
              {keys.map((key) => (
                <div key={key.key_id}>
                  <Text size="sm" c="dimmed" mb={4}>
                    {key.algorithm} · <When at={key.first_used} />
                  </Text>
                  <Copied value={key.public_key} />
                </div>
              ))}
            </Stack>
          </Section>
          <Section
            title={t('proof.checkpoints', { count: checkpoint_count })}
            about={t('proof.checkpoints-about')}
          >
            <ul className={classes.checkpoints}>
              {checkpoints.map((each) => (
                <li key={each.position}>
                  <Group justify="space-between" gap="sm">
                    <Text fw={550}>{t('proof.position', { position: numbers.count(each.position) })}</Text>
                    <Text size="sm" c="dimmed">
                      {t('proof.signed')} <When at={each.signed_at} />
                    </Text>
                  </Group>
                  <Code className={classes.hash}>{each.hash}</Code>
                </li>
              ))}
            </ul>
          </Section>
          <Readings />
        </Stack>
      )}
    </Loaded>
  );
}

function Copied({ value }: { value: string }) {
  const { t } = useI18n();
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <Code className={classes.hash}>{value}</Code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy} style={{ flexShrink: 0 }}>
            {copied ? t('act.copied') : t('act.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}

function Readings() {
  const { t } = useI18n();
  const readings = useQuery(ledgerReadings);
  return (
    <Section title={t('proof.readings')} about={t('proof.readings-about')}>
      <Loaded of={readings} skeleton={<Rows count={4} height={32} />}>
        {({ items }) => (
          <ul className={classes.readings}>
            {items.map((each) => (
              <li key={each.reading_id}>
                <span>
                  <MemberName id={each.member_id} />
                </span>
                <code>{each.path}</code>
                <Text span size="sm" c="dimmed">
                  <When at={each.read_at} />
                </Text>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
