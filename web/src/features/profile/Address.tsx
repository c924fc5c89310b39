import { Button, Code, CopyButton, Group, Stack } from '@mantine/core';
import { IconCalendarPlus, IconCopy, IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useI18n } from '@/shared/i18n';
import { qrCode } from '@/shared/qr';
import classes from './profile.module.css';

/** A calendar's address, to be copied, opened here or taken to a phone. */
export function Address({ address }: { address: string }) {
  const { t } = useI18n();
  const [showsCode, setShowsCode] = useState(false);
  const forPrograms = address.replace(/^https?:/, 'webcal:');
  return (
    <Stack gap="md">
      <Code block className={classes.address}>
        {address}
      </Code>
      <Group gap="sm">
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button leftSection={<IconCopy size={18} />} onClick={copy}>
              {t(copied ? 'act.copied' : 'act.copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          component="a"
          href={forPrograms}
          variant="default"
          leftSection={<IconCalendarPlus size={18} />}
        >
          {t('calendar-feed.open')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconQrcode size={18} />}
          aria-expanded={showsCode}
          onClick={() => setShowsCode(!showsCode)}
        >
          {t(showsCode ? 'calendar-feed.hide-code' : 'calendar-feed.show-code')}
        </Button>
      </Group>
      {showsCode && (
        <img
          src={qrCode(forPrograms, 2)}
          alt={t('calendar-feed.code')}
          width={200}
          height={200}
          className={classes.code}
        />
      )}
    </Stack>
  );
}
