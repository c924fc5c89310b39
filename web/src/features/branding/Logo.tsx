import { Button, Group, Stack } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Organisation } from '@/requests/organisation';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Failure, Section, useToasts } from '@/shared/ui';
import { UploadField } from '@/shared/upload';
import classes from './branding.module.css';

/** The logo, which takes the place of the first letter. */
export function Logo({ shown }: { shown: Organisation }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const set = useAct('set-logo', { onDone: () => toasts.done(t('branding.logo-set')) });
  return (
    <Section title={t('branding.logo')} about={t('branding.logo-about')}>
      <Stack gap="md">
        {set.problem && <Failure problem={set.problem.problem} />}
        {shown.logo_url && <img className={classes.logo} src={shown.logo_url} alt={shown.name} />}
        <UploadField
          kind="logo"
          owner={shown.organisation_id}
          label={t(shown.logo_url ? 'branding.replace-logo' : 'branding.add-logo')}
          onUploaded={async ({ file_id }) => set.act({ logo: file_id })}
        />
        {shown.logo_url && (
          <Group>
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconTrash size={18} />}
              loading={set.isUnderWay}
              onClick={() => set.act({ logo: null })}
            >
              {t('branding.remove-logo')}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}
