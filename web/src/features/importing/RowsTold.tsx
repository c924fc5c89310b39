import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { Report } from '@/requests/import-rows';
import type { Problem } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { useWords } from '@/shared/problems';
import classes from './RowsTold.module.css';

const OUTCOMES = ['possible', 'done', 'repeated', 'refused'] as const;
const SHOWN = 100;

/** How many rows became what, and of each that was refused, why. */
export function RowsTold({ report }: { report: Report }) {
  const { t } = useI18n();
  const inWords = useWords();
  const [shown, setShown] = useState(SHOWN);
  const refused = report.rows.filter((row) => row.outcome === 'refused');
  return (
    <div role="status">
      <dl className={classes.counts}>
        {OUTCOMES.filter((outcome) => report[outcome]).map((outcome) => (
          <div key={outcome}>
            <dt>{t(`import.outcome-${outcome}`)}</dt>
            <dd className="tabular">{report[outcome]}</dd>
          </div>
        ))}
      </dl>
      {refused.length === 0 ? (
        <Text c="dimmed">{t('import.none-refused')}</Text>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keys
        <ul className={classes.rows} tabIndex={0} aria-label={t('import.outcome-refused')}>
          {refused.slice(0, shown).map((row) => {
            const { detail, fields } = inWords((row.problem ?? {}) as Problem);
            const columns = Object.entries(fields).map(([column, why]) => `${column}: ${why}`);
            return (
              <li key={row.row}>
                <span className={classes.row}>{t('import.row', { row: row.row })}</span>
                <span>{[detail, ...columns.filter((each) => !each.endsWith(detail))].join(' · ')}</span>
              </li>
            );
          })}
        </ul>
      )}
      {refused.length > shown && (
        <Button variant="default" mt="sm" onClick={() => setShown(shown + SHOWN)}>
          {t('act.show-more')}
        </Button>
      )}
    </div>
  );
}
