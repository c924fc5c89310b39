import classes from './reports.module.css';

interface Props {
  entries: { key: string; words: string; more?: string; value: number; told: string }[];
  /** As long as the bar of this value is its track. */
  whole: number;
}

/** Bars beside words, the longest first. */
export function Ranking({ entries, whole }: Props) {
  return (
    <ol className={classes.ranking}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <div className={classes.rank}>
            <span>
              {entry.words} <small>{entry.more}</small>
            </span>
            <span className="tabular">{entry.told}</span>
          </div>
          <div className={classes.track}>
            <div style={{ width: `${Math.min(100, (100 * entry.value) / Math.max(whole, 1e-9))}%` }} />
          </div>
        </li>
      ))}
    </ol>
  );
}
