import { memo } from 'react';
import type { Fixture } from '@/requests/plan';
import classes from './plan.module.css';

/** What is on a floor besides rooms and seats. */
export const Fixtures = memo(function Fixtures({ fixtures }: { fixtures: Fixture[] }) {
  return (
    <g aria-hidden>
      {fixtures.map((fixture) => (
        <g
          key={`${fixture.kind} ${fixture.x} ${fixture.y}`}
          transform={`translate(${fixture.x} ${fixture.y}) rotate(${fixture.turn} ${fixture.width / 2} ${fixture.height / 2})`}
        >
          <Drawn fixture={fixture} />
        </g>
      ))}
    </g>
  );
});

function Drawn({ fixture: { kind, width, height, name } }: { fixture: Fixture }) {
  const [cx, cy] = [width / 2, height / 2];
  switch (kind) {
    case 'wall':
      return <rect width={width} height={height} className={classes.wall} />;
    case 'window':
      return (
        <>
          <rect width={width} height={height} className={classes.pane} />
          <path d={`M0 ${cy}H${width}`} className={classes.thin} />
        </>
      );
    case 'door':
      return (
        <>
          <rect x={0} y={cy - 12} width={width} height={24} className={classes.gap} />
          <path d={`M0 ${cy}v${width}A${width} ${width} 0 0 0 ${width} ${cy}`} className={classes.swing} />
        </>
      );
    case 'stairs': {
      const isWide = width >= height;
      const steps = Math.floor((isWide ? width : height) / 30);
      return (
        <>
          <rect width={width} height={height} className={classes.solid} />
          {Array.from({ length: steps - 1 }, (_, index) => {
            const at = (index + 1) * 30;
            return (
              <path
                key={at}
                d={isWide ? `M${at} 0V${height}` : `M0 ${at}H${width}`}
                className={classes.thin}
              />
            );
          })}
        </>
      );
    }
    case 'lift':
      return (
        <>
          <rect width={width} height={height} className={classes.solid} />
          <path d={`M0 0L${width} ${height}M${width} 0L0 ${height}`} className={classes.thin} />
        </>
      );
    case 'toilets':
      return (
        <>
          <rect width={width} height={height} className={classes.solid} />
          <path d={`M${cx} 0V${height}`} className={classes.thin} />
          <text x={cx / 2} y={cy} className={classes.sign}>
            ♀
          </text>
          <text x={cx * 1.5} y={cy} className={classes.sign}>
            ♂
          </text>
        </>
      );
    case 'kitchen':
      return (
        <>
          <rect width={width} height={height} rx={20} className={classes.soft} />
          <rect x={20} y={20} width={width - 40} height={60} rx={8} className={classes.solid} />
          <circle cx={cx - 60} cy={50} r={18} className={classes.line} />
          <circle cx={cx + 60} cy={50} r={18} className={classes.line} />
          <Table x={cx - 130} y={cy + 50} />
          <Table x={cx + 130} y={cy + 50} />
        </>
      );
    case 'garden':
      return (
        <>
          <rect width={width} height={height} rx={60} className={classes.garden} />
          {GREENS.map(([x, y, r]) => (
            <circle key={`${x} ${y}`} cx={x * width} cy={y * height} r={r} className={classes.leaf} />
          ))}
          {name && (
            <text x={cx} y={cy} className={classes.sign}>
              {name}
            </text>
          )}
        </>
      );
    case 'plant':
      return (
        <>
          <circle cx={cx} cy={cy} r={cx} className={classes.leaf} />
          <path
            d={`M${cx} ${cy}V${height * 0.12}M${cx} ${cy}L${width * 0.85} ${height * 0.75}M${cx} ${cy}L${width * 0.15} ${height * 0.75}`}
            className={classes.vein}
          />
        </>
      );
    case 'table':
      return <Table x={cx} y={cy} />;
    default:
      return <rect width={width} height={height} className={classes.solid} />;
  }
}

const GREENS = [
  [0.18, 0.22, 70],
  [0.8, 0.2, 90],
  [0.24, 0.8, 90],
  [0.78, 0.78, 65],
] as const;

function Table({ x, y }: { x: number; y: number }) {
  return (
    <>
      {[0, 90, 180, 270].map((turn) => (
        <circle
          key={turn}
          cx={x}
          cy={y - 72}
          r={20}
          transform={`rotate(${turn} ${x} ${y})`}
          className={classes.line}
        />
      ))}
      <circle cx={x} cy={y} r={44} className={classes.solid} />
    </>
  );
}
