import classes from './operations.module.css';

const WIDTH = 96;
const HEIGHT = 24;
const STEPS = 59;

interface Props {
  values: number[];
  /** The highest that the line is high enough for, so that noise near zero stays flat. */
  atLeast: number;
}

/** How a figure went lately, the present at the right end. Decoration: the figure stands beside it. */
export function Sparkline({ values, atLeast }: Props) {
  const top = Math.max(atLeast, ...values);
  const x = (index: number) => WIDTH - ((values.length - 1 - index) * WIDTH) / STEPS;
  const y = (value: number) => HEIGHT - 1.5 - (value / top) * (HEIGHT - 3);
  const line = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  return (
    <svg className={classes.sparkline} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {line.length > 1 && (
        <>
          <polygon points={`${x(0).toFixed(1)},${HEIGHT} ${line.join(' ')} ${WIDTH},${HEIGHT}`} />
          <polyline points={line.join(' ')} />
        </>
      )}
    </svg>
  );
}
