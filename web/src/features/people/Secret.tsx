import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { useI18n } from '@/shared/i18n';
import classes from './people.module.css';

interface Props {
  title: string;
  /** Where the token is used. */
  path: '/invitation' | '/password-reset';
  token: string;
}

/** A link that opens an account: shown this once, to be handed to the person alone. */
export function Secret({ title, path, token }: Props) {
  const { t } = useI18n();
  const address = `${window.location.origin}${path}?token=${encodeURIComponent(token)}`;
  return (
    <div className={classes.secret} role="status">
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed">
        {t('people.link-once')}
      </Text>
      <Code block my="sm" className={classes.address}>
        {address}
      </Code>
      <Group gap="sm">
        <CopyButton value={address}>
          {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'act.copied' : 'act.copy')}</Button>}
        </CopyButton>
      </Group>
    </div>
  );
}
