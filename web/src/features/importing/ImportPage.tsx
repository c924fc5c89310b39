import { Button, Checkbox, Code, FileInput, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconDownload, IconFileSearch, IconFileUpload } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { type ImportKind, useImportRows } from '@/requests/import-rows';
import { useMe } from '@/requests/me';
import { useI18n } from '@/shared/i18n';
import { Failure, Page, Section, useToasts } from '@/shared/ui';
import { COLUMNS, emptyFile } from './columns';
import { RowsTold } from './RowsTold';

const route = getRouteApi('/signed-in/manage/import');
const KINDS: ImportKind[] = ['rooms', 'seats', 'members', 'bookings'];

/** Many at once from a file: first what would become of each row, then the import itself. */
export function ImportPage() {
  const { t } = useI18n();
  const { rows: kind = 'rooms' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t('manage.import')} about={t('import.about')}>
      <SegmentedControl
        mb="lg"
        aria-label={t('import.kind')}
        value={kind}
        onChange={(next) =>
          void navigate({ search: { rows: KINDS.find((each) => each === next) }, replace: true })
        }
        data={KINDS.map((each) => ({ value: each, label: t(`import.kind-${each}`) }))}
      />
      <Importing key={kind} kind={kind} />
    </Page>
  );
}

function Importing({ kind }: { kind: ImportKind }) {
  const { t } = useI18n();
  const who = useMe();
  const toasts = useToasts();
  const [file, setFile] = useState<File | null>(null);
  const [allowPast, setAllowPast] = useState(false);
  const trial = useImportRows();
  const real = useImportRows((report) =>
    toasts.done(t('import.done', { count: report.done ?? 0 }), report.import_id),
  );
  const problem = real.error ?? trial.error;
  const report = real.data ?? trial.data;
  const possible = trial.data?.possible ?? 0;
  const { needed, more } = COLUMNS[kind];

  function forget() {
    trial.reset();
    real.reset();
  }

  return (
    <Stack gap="lg">
      <Section title={t('import.file')} about={t('import.file-about')}>
        <Stack gap="md">
          <Text size="sm">
            {t('import.needed')} <Code>{needed.join(', ')}</Code> · {t('import.optional')}{' '}
            <Code>{more.join(', ')}</Code>
          </Text>
          <Group gap="sm" align="flex-end">
            <FileInput
              label={t('import.choose')}
              placeholder={t('import.no-file')}
              accept={kind === 'bookings' ? '.csv,.ics,text/csv,text/calendar' : '.csv,text/csv'}
              clearable
              clearButtonProps={{ 'aria-label': t('import.other-file') }}
              leftSection={<IconFileUpload size={18} />}
              value={file}
              onChange={(next) => {
                setFile(next);
                forget();
              }}
              style={{ flex: '1 1 280px' }}
              styles={{ placeholder: { color: 'var(--ink-soft)' } }}
            />
            <Button
              disabled={!file}
              loading={trial.isPending}
              leftSection={<IconFileSearch size={18} />}
              onClick={() => {
                real.reset();
                if (file) trial.mutate({ kind, file, dryRun: true, allowPast });
              }}
            >
              {t('import.check')}
            </Button>
            <Button
              component="a"
              variant="subtle"
              href={emptyFile(kind)}
              download={`${kind}.csv`}
              leftSection={<IconDownload size={18} />}
            >
              {t('import.empty-file')}
            </Button>
          </Group>
          {kind === 'bookings' && who.may['record-past'] === 'everywhere' && (
            <Checkbox
              label={t('import.past')}
              checked={allowPast}
              onChange={(event) => {
                setAllowPast(event.currentTarget.checked);
                forget();
              }}
            />
          )}
          {problem && <Failure problem={problem.problem} />}
        </Stack>
      </Section>
      {report && (
        <Section
          title={t(report.dry_run ? 'import.would-become' : 'import.became')}
          acts={
            report.dry_run && (
              <Button
                disabled={possible === 0}
                loading={real.isPending}
                onClick={() => file && real.mutate({ kind, file, dryRun: false, allowPast })}
              >
                {t('import.act', { count: possible })}
              </Button>
            )
          }
        >
          <RowsTold report={report} />
        </Section>
      )}
    </Stack>
  );
}
