import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type ReportName, report, useReportFile } from '@/requests/report';
import { useI18n } from '@/shared/i18n';
import { Loaded, Rows, Section, useToasts } from '@/shared/ui';
import { type Row, useAsked, wanted } from './asked';
import { Figures } from './Figures';
import classes from './reports.module.css';

interface Props {
  title: string;
  about: string;
  name: ReportName;
  by: string[];
  /** The columns told as numbers below the picture: each with its words and how it is written. */
  columns: Column[];
  /** What rows look like; never asked about none. */
  children: (rows: Row[]) => ReactNode;
}

export interface Column {
  name: string;
  words: string;
  write: (row: Row) => string;
}

/** One report: a picture, the same as numbers, and as a file. */
export function Report({ title, about, name, by, columns, children }: Props) {
  const { t } = useI18n();
  const [asked] = useAsked();
  const toasts = useToasts();
  const file = useReportFile(toasts.failed);
  const query = wanted(asked, by);
  const answer = useQuery(report(name, query));
  return (
    <Section
      title={title}
      about={about}
      acts={
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
          aria-label={t('reports.csv-of', { title })}
          loading={file.isPending}
          onClick={() => file.mutate({ name, query })}
        >
          CSV
        </Button>
      }
    >
      <Loaded of={answer} skeleton={<Rows count={1} height={240} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.nothing}>{t('reports.nothing')}</p>
          ) : (
            <>
              {children(items)}
              <Figures title={title} columns={columns} rows={items} />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
