import { Skeleton } from '@mantine/core';
import { Rows } from '@/shared/ui';
import classes from './pages.module.css';

/** A page on its way. */
export function PageSkeleton() {
  return (
    <div className={classes.page}>
      <Skeleton height={34} width={220} mb="lg" />
      <Rows count={5} />
    </div>
  );
}
