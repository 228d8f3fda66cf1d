import type { LabData } from '../course/course.js';

/** What quick checks work on, where that is less than all of a lab's data: `3 days of data`. Otherwise undefined. */
export const quickDataWords = ({ full, quick }: Pick<LabData, 'full' | 'quick'>): string | undefined => {
  if (quick.days !== undefined && quick.days !== full.days)
    return quick.days === 1 ? '1 day of data' : `${quick.days} days of data`;
  return quick.scale < full.scale ? 'a smaller data set' : undefined;
};
