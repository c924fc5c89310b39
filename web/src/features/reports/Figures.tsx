import { useI18n } from '@/shared/i18n';
import type { Row } from './asked';
import type { Column } from './Report';
import classes from './reports.module.css';

interface Props {
  title: string;
  columns: Column[];
  rows: Row[];
}

/** A picture's numbers, for who can't see it and who wants to know exactly. */
export function Figures({ title, columns, rows }: Props) {
  const { t } = useI18n();
  return (
    <details className={classes.details}>
      <summary>{t('reports.numbers')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section className={classes.scroll} aria-label={title} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.name} scope="col">
                  {column.words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of one answer, which never move
              <tr key={index}>
                {columns.map((column, place) =>
                  place === 0 ? (
                    <th key={column.name} scope="row">
                      {column.write(row)}
                    </th>
                  ) : (
                    <td key={column.name}>{column.write(row)}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
